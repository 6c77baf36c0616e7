package dev.memphis.testbed.database;

import dev.memphis.testbed.process.FreePorts;
import dev.memphis.testbed.process.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A MariaDB from the programs that are installed here. */
public final class MariaDb extends BinlogDatabase {
    private MariaDb(Process server, int port) {
        super(server, port);
    }

    /** Returns whether MariaDB's server is installed. */
    public static boolean isInstalled() {
        return Stream.of("mariadbd", "mariadb-install-db", "my_print_defaults")
                .allMatch(name -> Programs.find(name).isPresent());
    }

    /**
     * Starts a new one; returns when it takes connections.
     *
     * @param options of mariadbd, over those that it has here
     */
    public static MariaDb start(Path folder, String... options) throws IOException, InterruptedException {
        Path data = folder.resolve("data");
        Path log = folder.resolve("mariadb.log");
        Files.createDirectories(folder);
        initialize(
                log,
                List.of(
                        Programs.find("mariadb-install-db").orElseThrow().toString(),
                        "--no-defaults",
                        "--user=" + System.getProperty("user.name"),
                        "--auth-root-authentication-method=normal",
                        "--skip-test-db",
                        "--datadir=" + data));
        int port = FreePorts.next();
        List<String> command = new ArrayList<>(List.of(
                Programs.find("mariadbd").orElseThrow().toString(),
                "--no-defaults",
                "--user=" + System.getProperty("user.name"),
                "--datadir=" + data,
                "--bind-address=127.0.0.1",
                "--port=" + port,
                "--socket=" + folder.resolve("socket"),
                "--pid-file=" + folder.resolve("pid"),
                "--init-file=" + userFile(folder),
                "--server-id=1",
                "--log-bin=binlog",
                "--binlog-format=ROW",
                "--binlog-row-image=FULL"));
        command.addAll(List.of(options));
        MariaDb mariaDb = new MariaDb(process(log, command), port);
        mariaDb.awaitConnections(log);
        return mariaDb;
    }
}
