package dev.memphis.docker;

import dev.memphis.client.StationReader;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A network with a PostgreSQL and an emulated Memphis under the names that README's commands use. */
final class Network implements AutoCloseable {
    static final String POSTGRES = "postgres";
    static final String GATEWAY = "memphis-rest-gateway";
    static final String USER = "todocdcservice";
    static final String DATABASE = "todo_application";

    private final String name;
    private final String password;
    private final List<String> containers = new ArrayList<>();
    private final List<StationReader> readers = new ArrayList<>();
    private final List<String> volumes = new ArrayList<>();

    private Network(String name, String password) {
        this.name = name;
        this.password = password;
    }

    /**
     * Starts it; returns when both answer.
     *
     * @param name of the network
     * @param databasePassword of PostgreSQL's user postgres
     * @param password of the Memphis user {@link #USER}
     */
    static Network start(String name, String databasePassword, String password) throws Exception {
        return start(name, databasePassword, password, "127.0.0.1");
    }

    /** @param address of this machine, at which it is reached from outside of the network */
    static Network start(String name, String databasePassword, String password, String address) throws Exception {
        Images.require(Images.COMMAND);
        Network network = new Network(name, password);
        try {
            Engine.docker("network", "create", name);
            network.run(
                    POSTGRES,
                    "--env=POSTGRES_PASSWORD=" + databasePassword,
                    "--env=POSTGRES_DB=" + DATABASE,
                    "--publish=" + address + "::5432",
                    "--health-cmd=pg_isready --host=127.0.0.1",
                    "--health-interval=1s",
                    "postgres:17.6",
                    "postgres",
                    "-c",
                    "wal_level=logical");
            network.run(
                    GATEWAY,
                    "--publish=" + address + "::4444",
                    "--health-interval=1s",
                    Images.COMMAND,
                    "emulator",
                    "--host=0.0.0.0",
                    "--user=" + USER + ":" + password);
            network.awaitHealthy(POSTGRES);
            network.awaitHealthy(GATEWAY);
            return network;
        } catch (Exception | AssertionError e) {
            network.close();
            throw e;
        }
    }

    /** Runs a container in this network, known in it by an alias; it is removed with the network. Returns its name. */
    String run(String alias, String... arguments) throws Exception {
        String container = container(alias);
        List<String> command = new ArrayList<>(
                List.of("run", "--detach", "--name=" + container, "--network=" + name, "--network-alias=" + alias));
        command.addAll(List.of(arguments));
        containers.add(container);
        Engine.docker(command.toArray(String[]::new));
        return container;
    }

    /** Has a container that somebody else starts removed with the network. */
    void adopt(String container) {
        containers.add(container);
    }

    /** Has a volume removed with the network. */
    String volume(String volume) {
        volumes.add(volume);
        return volume;
    }

    /** Returns the name of the container that an alias of this network means. */
    String container(String alias) {
        return name + "-" + alias;
    }

    /** Returns the port of this machine at which a container's is reached. */
    int port(String alias, int port) throws Exception {
        return URI.create("tcp://" + published(alias, port)).getPort();
    }

    private String published(String alias, int port) throws Exception {
        return Engine.docker("port", container(alias), String.valueOf(port))
                .lines()
                .findFirst()
                .orElseThrow();
    }

    void awaitHealthy(String alias) throws Exception {
        Waiting.untilHealthy(container(alias));
    }

    /** Runs a statement in the database, and returns what it says. */
    String sql(String statement) throws Exception {
        return Engine.docker(
                "exec",
                container(POSTGRES),
                "psql",
                "--host=/tmp",
                "--username=postgres",
                "--dbname=" + DATABASE,
                "--tuples-only",
                "--no-align",
                "--command=" + statement);
    }

    /** Returns a reader of a station from its beginning, logged in. */
    StationReader reader(String station) throws Exception {
        StationReader reader = StationReader.logIn(
                URI.create("http://" + published(GATEWAY, 4444)), USER, password, station, "containers-" + station);
        readers.add(reader);
        return reader;
    }

    @Override
    public void close() {
        readers.forEach(StationReader::close);
        for (String container : containers.reversed()) {
            remove("rm", "--force", "--volumes", container);
        }
        for (String volume : volumes) {
            remove("volume", "rm", volume);
        }
        remove("network", "rm", name);
    }

    /** What is not there need not be removed. */
    private static void remove(String... arguments) {
        List<String> command = new ArrayList<>(List.of("docker"));
        command.addAll(List.of(arguments));
        try {
            Engine.attempt(Folder.PROJECT, Map.of(), command);
        } catch (Exception e) {
            throw new IllegalStateException(String.join(" ", command) + " failed", e);
        }
    }
}
