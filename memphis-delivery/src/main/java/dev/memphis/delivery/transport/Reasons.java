package dev.memphis.delivery.transport;

import dev.memphis.delivery.options.Masked;
import dev.memphis.delivery.options.PrintableText;
import io.netty.handler.ssl.NotSslRecordException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** Why no answer came, in words for a log line. Stateless. */
public final class Reasons {
    private static final int DEEPEST_CAUSE = 20;

    private Reasons() {}

    /** Returns one line, without a stack trace. */
    public static String of(Throwable cause, String url) {
        return switch (cause) {
            case UnknownHostException e -> "the host of " + url + " is not known (DNS)";
            case SSLException e -> "no TLS connection to " + url + ": " + plain(e);
            case TimeoutException e -> "no answer in time from " + url;
            case ConnectException e -> "no connection to " + url + ": " + plain(e);
            default -> "no answer from " + url + ": " + plain(cause);
        };
    }

    private static String plain(Throwable cause) {
        Throwable root = Stream.iterate(cause, Objects::nonNull, Throwable::getCause)
                .limit(DEEPEST_CAUSE)
                .reduce(cause, (outer, inner) -> inner);
        if (root instanceof NotSslRecordException) {
            // Its own message is what the server said, in hexadecimal digits.
            return "the server answers, but not with TLS";
        }
        // It may quote what the server said.
        return root.getMessage() == null
                ? root.getClass().getSimpleName()
                : PrintableText.of(Masked.text(root.getMessage()));
    }
}
