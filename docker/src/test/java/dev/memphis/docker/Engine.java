package dev.memphis.docker;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The Docker engine, as its command line reaches it. */
final class Engine {
    private static final Duration PATIENCE = Duration.ofMinutes(8);
    /** Why no test can run, empty where nothing stands in the way, null while nobody has looked. */
    private static String obstacle;

    private Engine() {}

    /**
     * Skips the test where there is no engine with compose and buildx, or base images cannot be had; else sees to it that
     * those are there.
     */
    static synchronized void require() throws Exception {
        if (obstacle == null) {
            obstacle = obstacle();
            if (!obstacle.isEmpty()) {
                // The reason of a skipped class is in no report that people read.
                System.out.println(obstacle);
            }
        }
        if (!obstacle.isEmpty()) {
            abort(obstacle);
        }
    }

    private static String obstacle() throws Exception {
        if (!Folder.has("docker", "info")
                || !Folder.has("docker", "compose", "version")
                || !Folder.has("docker", "buildx", "version")) {
            return "there is no Docker engine with compose and buildx here, so images and compose files are not run"
                    + " (.ci/engine starts one on Debian): skipped";
        }
        Folder.Said provided = attempt(Folder.PROJECT, Map.of(), List.of("docker/stand-in/provide"));
        System.out.print(provided.words());
        return provided.code() == 0
                ? ""
                : "base images cannot be had (the reason stands above), so images and compose files are not run: skipped";
    }

    /**
     * Runs a command in the project's folder and returns what it said.
     *
     * @throws AssertionError if it fails
     */
    static String run(String... command) throws Exception {
        return run(Folder.PROJECT, Map.of(), List.of(command));
    }

    /**
     * Runs a command and returns what it said.
     *
     * @throws AssertionError if it fails or takes more than eight minutes
     */
    static String run(Path folder, Map<String, String> environment, List<String> command) throws Exception {
        Folder.Said said = attempt(folder, environment, command);
        if (said.code() != 0) {
            throw new AssertionError(String.join(" ", command) + " ended with " + said.code() + ":\n" + said.words());
        }
        return said.words();
    }

    /** Runs a command that may fail. */
    static Folder.Said attempt(Path folder, Map<String, String> environment, List<String> command) throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        CompletableFuture<String> words = CompletableFuture.supplyAsync(() -> everything(process));
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw new AssertionError(String.join(" ", command) + " does not end; so far:\n" + words.join());
        }
        return new Folder.Said(process.exitValue(), words.join());
    }

    private static String everything(Process process) {
        try {
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** Runs {@code docker} with these arguments and returns what it said, without the last line's end. */
    static String docker(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("docker"));
        command.addAll(List.of(arguments));
        return run(command.toArray(String[]::new)).strip();
    }

    /** Returns what a Go template says of a container or an image. */
    static String inspect(String thing, String template) throws Exception {
        return docker("inspect", "--format", template, thing);
    }

    /**
     * Ends a container's first process as a crash would: by the kernel, and not by {@code docker kill}, after which no
     * restart policy brings it back.
     */
    static void crash(String container) throws Exception {
        String process = inspect(container, "{{.State.Pid}}");
        // The engine may be on another machine than this one, and this user is not root everywhere.
        docker(
                "run",
                "--rm",
                "--pid=host",
                "--user=0",
                "--entrypoint=bash",
                Images.COMMAND,
                "-c",
                "kill -9 " + process);
    }

    /** Returns a port of the loopback interface that nobody uses at the moment. */
    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
