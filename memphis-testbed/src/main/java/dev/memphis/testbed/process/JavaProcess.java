package dev.memphis.testbed.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A Java program as a process of its own. Its output goes into a file; it is ended by its process id, and with this
 * process at the latest. Safe for use by several threads.
 */
public final class JavaProcess implements AutoCloseable {
    private static final long GRACE_SECONDS = 30;

    private final String name;
    private final Process process;
    private final Path log;
    private final Thread onShutdown;

    private JavaProcess(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
        this.onShutdown = new Thread(process::destroyForcibly, "end-" + name);
        Runtime.getRuntime().addShutdownHook(onShutdown);
    }

    /**
     * What to run.
     *
     * @param name for messages and the log's file name
     * @param java the java command
     * @param classPath jars and folders; {@code lib/*} as java takes it
     * @param jvm options of the Java machine
     */
    public record Program(
            String name, Path java, String classPath, List<String> jvm, String mainClass, List<String> arguments) {
        /** Starts it in a folder, where its output becomes {@code <name>.log}. */
        public JavaProcess start(Path folder) {
            Path log = folder.resolve(name + ".log");
            try {
                Files.createDirectories(folder);
                Process process = new ProcessBuilder(command())
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                        .start();
                return new JavaProcess(name, process, log);
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot start " + name, e);
            }
        }

        private List<String> command() {
            List<String> command = new ArrayList<>(List.of(java.toString()));
            command.addAll(jvm);
            command.addAll(List.of("-cp", classPath, mainClass));
            command.addAll(arguments);
            return command;
        }
    }

    /** Returns the java command that runs this program. */
    public static Path ownJava() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    /** Returns the process' number. */
    public long pid() {
        return process.pid();
    }

    /** Says whether it has not ended. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Returns everything it has written so far. */
    public String output() {
        try {
            return Files.readString(log, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Waits until it has ended by itself.
     *
     * @return its exit code
     */
    public int awaitEnd(Duration patience) {
        Await.until(name + " ends", patience, () -> !process.isAlive(), this::lastLines);
        return process.exitValue();
    }

    /** Returns the end of its output, for messages. */
    public String lastLines() {
        List<String> lines = output().lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
    }

    /** Ends it as kill -9 does. */
    public void kill() {
        process.destroyForcibly();
        waitFor(GRACE_SECONDS);
        forget();
    }

    /** Asks it to end, as kill does, and ends it for good where it does not within half a minute. */
    @Override
    public void close() {
        process.destroy();
        if (!waitFor(GRACE_SECONDS)) {
            kill();
        }
        forget();
    }

    private boolean waitFor(long seconds) {
        try {
            return process.waitFor(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void forget() {
        try {
            Runtime.getRuntime().removeShutdownHook(onShutdown);
        } catch (IllegalStateException e) {
            // The machine is going down: the hook runs.
        }
    }
}
