package dev.memphis.delivery.options;

import java.util.regex.Pattern;

/** Texts of others that are to be shown: what looks like a token of the gateway, and so holds the password, is not. Stateless. */
public final class Masked {
    /** A JSON Web Token begins with an encoded brace and quotation mark; servers quote the address that was asked for. */
    private static final Pattern TOKEN =
            Pattern.compile("(?i)(authorization=)[^\\s&\"'<>]+|\\beyJ[A-Za-z0-9_-]{4,}(\\.[A-Za-z0-9_-]*)*");

    private Masked() {}

    /** Returns the text with stars for tokens. */
    public static String text(String text) {
        return TOKEN.matcher(text).replaceAll(found -> found.group(1) == null ? "***" : found.group(1) + "***");
    }
}
