package dev.memphis.cli.check;

import dev.memphis.client.GatewayApi;
import dev.memphis.client.http.CallException;
import dev.memphis.client.http.HttpAnswer;
import dev.memphis.delivery.options.GatewayConfig;
import dev.memphis.delivery.transport.ClientOptions;
import dev.memphis.delivery.transport.GatewayStatus;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;

/** One gateway URL: its name, its port, TLS, and whether a gateway answers. */
final class NetworkChecks {
    private final GatewayConfig config;
    private final URI url;
    private final Findings findings;

    NetworkChecks(GatewayConfig config, URI url, Findings findings) {
        this.config = config;
        this.url = url;
        this.findings = findings;
    }

    /** Returns whether a gateway answers. */
    boolean run() throws InterruptedException {
        findings.good("URL", url.toString());
        boolean way = config.proxy().isPresent() ? throughProxy() : dns(url.getHost()) && tcp(url.getHost(), port());
        return way && gateway();
    }

    private boolean throughProxy() {
        String host = config.proxy().orElseThrow().host();
        int port = config.proxy().orElseThrow().port();
        return dns(host) && tcp(host, port);
    }

    private boolean dns(String host) {
        try {
            String addresses = Arrays.stream(InetAddress.getAllByName(host))
                    .map(InetAddress::getHostAddress)
                    .collect(Collectors.joining(", "));
            findings.good("DNS", host + " is " + addresses);
            return true;
        } catch (UnknownHostException e) {
            findings.bad("DNS", "no address is known for " + host, "check the name's spelling and this machine's DNS");
            return false;
        }
    }

    private boolean tcp(String host, int port) {
        long start = System.nanoTime();
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), (int)
                    config.connectTimeout().toMillis());
            findings.good("TCP", host + ":" + port + " accepts connections (" + millis(start) + " ms)");
            return true;
        } catch (IOException | IllegalArgumentException e) {
            findings.bad(
                    "TCP",
                    "no connection to " + host + ":" + port + ": " + e.getMessage(),
                    "start the gateway, or check port and firewall; the gateway's own port is 4444");
            return false;
        }
    }

    private boolean gateway() throws InterruptedException {
        try (GatewayApi gateway = new GatewayApi(config, url)) {
            HttpAnswer answer = gateway.status();
            tls(answer);
            boolean fine = answer.status() == 200 && answer.body().contains("\"status\"");
            if (fine) {
                findings.good("Gateway", "answers on " + url + GatewayStatus.PAGE);
            } else {
                findings.bad(
                        "Gateway",
                        "this does not look like a Memphis REST gateway: " + answer.brief(),
                        "check the URL; the management API (port 9000) and the broker (6666) are not the gateway");
            }
            return fine;
        } catch (CallException e) {
            boolean tls = e.getMessage().contains("TLS");
            findings.bad(tls ? "TLS" : "Gateway", e.getMessage(), tls ? tlsAdvice() : "look at the gateway's log");
            return false;
        }
    }

    private void tls(HttpAnswer answer) {
        if (answer.tls().isPresent()) {
            findings.good("TLS", answer.tls().get());
        } else {
            findings.skipped("TLS", "not used: the URL starts with http://");
        }
    }

    private static String tlsAdvice() {
        return "give the certificate to trust in debezium.sink.memphis.tls.trust.store; if the server speaks no TLS,"
                + " use http:// in the URL";
    }

    private int port() {
        return ClientOptions.port(url);
    }

    static long millis(long startNanos) {
        return Duration.ofNanos(System.nanoTime() - startNanos).toMillis();
    }
}
