package dev.memphis.cli.top;

import dev.memphis.delivery.options.PrintableText;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.remote.JMXServiceURL;

/** Something that tells figures: a JMX port, or the page of the JMX exporter. Safe for use by several threads. */
interface Target {
    String RULE = "host:port of JMX (localhost:9010), or the exporter's page (http://localhost:9404/metrics)";
    /** A name, an IPv4 address, or an IPv6 address in brackets; and a port. */
    Pattern HOST_AND_PORT = Pattern.compile("([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.%a-z]+]):([0-9]{1,5})");

    /** Returns it as the user wrote it. */
    String name();

    /**
     * Asks.
     *
     * @throws IOException with a reason for people
     */
    Reading read() throws IOException, InterruptedException;

    /** @throws IllegalArgumentException if it is none, with the message for the user */
    static Target of(String text, JmxLogIn logIn) {
        try {
            if (text.startsWith("http://") || text.startsWith("https://")) {
                URI uri = new URI(text);
                if (uri.getHost() != null && uri.getRawUserInfo() == null) {
                    boolean bare = uri.getPath().isEmpty() || uri.getPath().equals("/");
                    return new PageTarget(text, bare ? uri.resolve("/metrics") : uri);
                }
            } else if (text.startsWith("service:jmx:")) {
                return new JmxTarget(text, new JMXServiceURL(text), logIn);
            } else {
                Matcher address = HOST_AND_PORT.matcher(text);
                if (address.matches() && Integer.parseInt(address.group(2)) <= 65_535) {
                    return new JmxTarget(
                            text, new JMXServiceURL("service:jmx:rmi:///jndi/rmi://" + text + "/jmxrmi"), logIn);
                }
            }
        } catch (URISyntaxException | MalformedURLException e) {
            // told below
        }
        throw new IllegalArgumentException("'" + PrintableText.of(withoutSecret(text)) + "' must be " + RULE);
    }

    /** Returns the text without a password that stands in a URL. */
    private static String withoutSecret(String text) {
        return text.replaceAll("//[^/]*@", "//***@");
    }
}
