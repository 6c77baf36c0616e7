package dev.memphis.testbed.database;

import dev.memphis.testbed.process.FreePorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A MySQL, which writes its log row by row by default. Debian's releases have none; {@code .ci/mysql} fetches one. */
public final class MySqlServer extends BinlogDatabase {
    private MySqlServer(Process server, int port) {
        super(server, port);
    }

    /** Returns the folder that the server is in, where it is installed: {@code .ci/mysql} is told of it. */
    public static Path home() {
        String caches = System.getenv("XDG_CACHE_HOME");
        return (caches == null || caches.isEmpty()
                        ? Path.of(System.getProperty("user.home"), ".cache")
                        : Path.of(caches))
                .resolve("debezium-server-memphis/mysql");
    }

    /** Returns whether MySQL's server is installed. */
    public static boolean isInstalled() {
        return Files.isExecutable(program());
    }

    private static Path program() {
        return home().resolve("mysqld");
    }

    /**
     * Starts a new one; returns when it takes connections.
     *
     * @param options of mysqld, over those that it has here
     */
    public static MySqlServer start(Path folder, String... options) throws IOException, InterruptedException {
        Path data = folder.resolve("data");
        Path log = folder.resolve("mysql.log");
        Files.createDirectories(folder);
        initialize(log, command(data, "--initialize-insecure"));
        int port = FreePorts.next();
        List<String> command = command(
                data,
                "--bind-address=127.0.0.1",
                "--port=" + port,
                "--socket=" + folder.resolve("socket"),
                "--pid-file=" + folder.resolve("pid"),
                "--init-file=" + userFile(folder),
                // The folder of this option's default is made by the installation that is missing here.
                "--secure-file-priv=NULL",
                "--mysqlx=OFF",
                "--server-id=1");
        command.addAll(List.of(options));
        MySqlServer mySql = new MySqlServer(process(log, command), port);
        mySql.awaitConnections(log);
        return mySql;
    }

    private static List<String> command(Path data, String... options) {
        List<String> command = new ArrayList<>(
                List.of(program().toString(), "--user=" + System.getProperty("user.name"), "--datadir=" + data));
        command.addAll(List.of(options));
        return command;
    }
}
