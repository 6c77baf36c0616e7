package dev.memphis.testbed.stock;

import dev.memphis.delivery.options.OwnerOnly;
import dev.memphis.testbed.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A process of a Debezium Server: an unmodified stock one with a jar of ours in its {@code lib/}, or one that was built
 * with it. The distribution's jars are linked, not copied, into a run folder. Start and stop from one thread.
 */
public final class StockServer implements AutoCloseable {
    /** The second is what Quarkus' threads ask for on a JDK of 24 or newer. */
    private static final String JAVA_OPTIONS = "-Dfile.encoding=UTF-8 --add-opens=java.base/java.lang=ALL-UNNAMED";

    private static final Duration STOP = Duration.ofSeconds(8);

    private final Path folder;
    private @Nullable Process process;

    private StockServer(Path folder) {
        this.folder = folder;
    }

    /**
     * Lays out a stock server with the sink; it is not started yet.
     *
     * @param distribution an unpacked stock distribution; it is not changed
     * @param sinkJar goes into lib/
     * @param folder for configuration, data and log; made where missing
     */
    public static StockServer layOut(Path distribution, Path sinkJar, Path folder) {
        return layOut(distribution, List.of(sinkJar), folder);
    }

    /** The same with any number of jars: none for a server that is stock in everything, or has the sink already. */
    public static StockServer layOut(Path distribution, List<Path> jars, Path folder) {
        try {
            Files.createDirectories(folder.resolve("config"));
            Files.createDirectories(folder.resolve("data"));
            link(distribution.resolve("lib"), folder.resolve("lib"), ".jar");
            link(distribution, folder, "-runner.jar");
            linkWhereItIs(distribution.resolve("lib_metrics"), folder.resolve("lib_metrics"));
            copyWhereItIs(distribution.resolve("jmx"), folder.resolve("jmx"));
            Files.copy(
                    distribution.resolve("run.sh"),
                    folder.resolve("run.sh"),
                    StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.COPY_ATTRIBUTES);
            for (Path jar : jars) {
                Path place = folder.resolve("lib").resolve(jar.getFileName());
                Files.copy(jar, place, StandardCopyOption.REPLACE_EXISTING);
            }
            return new StockServer(folder);
        } catch (IOException e) {
            throw new Problem("Debezium Server cannot be laid out in " + folder + ": " + e, e);
        }
    }

    /** Returns a server that runs in the folder it was unpacked to. */
    public static StockServer at(Path home) {
        return new StockServer(home);
    }

    private static void link(Path from, Path to, String ending) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(ending)).toList()) {
                Path link = to.resolve(file.getFileName());
                Files.deleteIfExists(link);
                Files.createSymbolicLink(link, file.toAbsolutePath());
            }
        }
    }

    /** The slim server has fewer folders. */
    private static void linkWhereItIs(Path from, Path to) throws IOException {
        if (Files.isDirectory(from)) {
            link(from, to, "");
        }
    }

    /** Copied, not linked: Java writes hashes over the passwords in there. */
    private static void copyWhereItIs(Path from, Path to) throws IOException {
        if (!Files.isDirectory(from)) {
            return;
        }
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    /** Starts the server with these properties as its config/application.properties. */
    public void start(Map<String, String> properties) {
        start(properties, Map.of());
    }

    /** The same, with more environment variables, such as JMX_PORT, and arguments for its run.sh. */
    public void start(Map<String, String> properties, Map<String, String> environment, String... arguments) {
        try {
            writeForOwnerOnly(folder.resolve("config/application.properties"), text(properties));
        } catch (IOException e) {
            throw new Problem("Debezium Server cannot be configured in " + folder + ": " + e.getMessage(), e);
        }
        run(environment, arguments);
    }

    /** There are passwords in it. */
    private static void writeForOwnerOnly(Path file, String text) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file, OwnerOnly.file(file));
        Files.writeString(file, text);
    }

    /** Starts the server with the config/application.properties that is there. */
    public void start() {
        run(Map.of());
    }

    private void run(Map<String, String> environment, String... arguments) {
        try {
            List<String> command = new ArrayList<>(List.of("bash", "run.sh"));
            command.addAll(List.of(arguments));
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
            builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
            builder.environment().merge("JAVA_OPTS", JAVA_OPTIONS, (old, added) -> old + " " + added);
            builder.environment().putAll(environment);
            process = builder.start();
        } catch (IOException e) {
            throw new Problem("Debezium Server does not start in " + folder + ": " + e.getMessage(), e);
        }
    }

    private static String text(Map<String, String> properties) {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(properties)
                .forEach((name, value) -> text.append(name)
                        .append('=')
                        .append(value.replace("\\", "\\\\"))
                        .append('\n'));
        return text.toString();
    }

    /** Returns where it is laid out. */
    public Path folder() {
        return folder;
    }

    /** Returns the server's log file. */
    public Path log() {
        return folder.resolve("server.log");
    }

    /** Returns what the server has logged so far. */
    public String logged() {
        try {
            return Files.exists(log()) ? Files.readString(log(), StandardCharsets.UTF_8) : "";
        } catch (IOException e) {
            throw new Problem("The log " + log() + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Returns the running process; run.sh becomes it. */
    public ProcessHandle handle() {
        return started().toHandle();
    }

    /** Says whether its process runs. */
    public boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** Waits until the server has ended by itself; returns its exit code, or -1 if it still runs. */
    public int awaitEnd(Duration atMost) throws InterruptedException {
        return started().waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)
                ? started().exitValue()
                : -1;
    }

    /** Asks the server to end, as SIGTERM does, and does not wait. */
    public void terminate() {
        started().destroy();
    }

    /** Asks the server to end and waits; kills it after a while. Does nothing if it does not run. */
    public void stop() throws InterruptedException {
        if (process != null) {
            process.destroy();
            if (!process.waitFor(STOP.toMillis(), TimeUnit.MILLISECONDS)) {
                kill();
            }
        }
    }

    /** Kills the server without warning, as kill -9 does. */
    public void kill() throws InterruptedException {
        started().destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        try {
            stop();
        } catch (InterruptedException e) {
            started().destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private Process started() {
        if (process == null) {
            throw new IllegalStateException("Debezium Server has not been started in " + folder);
        }
        return process;
    }
}
