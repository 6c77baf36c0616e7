package dev.memphis.quickstart;

/** Addresses as they may be shown: without what may be a password. Stateless. */
public final class ShownUrl {
    private ShownUrl() {}

    /** Returns the address with stars for the user and for the query. */
    public static String of(String url) {
        return url.replaceAll("[?].*", "?***").replaceAll("//.*@", "//***@");
    }
}
