package dev.memphis.cli.check;

import dev.memphis.cli.ConfigFile;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Locale;

/** Whether the source database accepts connections; nothing is sent to it. */
final class SourceCheck {
    private static final String HOST = "debezium.source.database.hostname";
    private static final String PORT = "debezium.source.database.port";

    private final ConfigFile file;
    private final Duration timeout;
    private final Findings findings;

    SourceCheck(ConfigFile file, Duration timeout, Findings findings) {
        this.file = file;
        this.timeout = timeout;
        this.findings = findings;
    }

    void run() {
        String host = file.text(HOST).orElse("");
        String port = file.text(PORT).orElseGet(this::usualPort);
        if (host.isEmpty()) {
            findings.skipped("Source", "not looked at: there is no " + HOST);
        } else if (!port.matches("[0-9]{1,5}") || Integer.parseInt(port) > 65_535) {
            findings.bad("Source", PORT + "=" + port + " is no port", "give the database's port");
        } else {
            connect(host, Integer.parseInt(port));
        }
    }

    private void connect(String host, int port) {
        try (Socket socket = new Socket()) {
            InetSocketAddress address = new InetSocketAddress(host, port);
            if (address.isUnresolved()) {
                throw new IOException("the host is not known");
            }
            socket.connect(address, (int) timeout.toMillis());
            findings.good("Source", "the database at " + host + ":" + port + " accepts connections");
        } catch (IOException e) {
            findings.bad(
                    "Source",
                    "no connection to the database at " + host + ":" + port + ": " + e.getMessage(),
                    "check " + HOST + " and " + PORT + ", and that the database listens there");
        }
    }

    private String usualPort() {
        String connector =
                file.text("debezium.source.connector.class").orElse("").toLowerCase(Locale.ROOT);
        if (connector.contains("postgres")) {
            return "5432";
        }
        if (connector.contains("mysql") || connector.contains("mariadb")) {
            return "3306";
        }
        return connector.contains("sqlserver") ? "1433" : "(none)";
    }
}
