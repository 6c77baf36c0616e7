package dev.memphis.docker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The project's images, built by the command that stands at the head of each Dockerfile, once for all tests. */
final class Images {
    static final String COMMAND = "memphis-command";
    static final String SERVER = "debezium-server-memphis";
    static final String SLIM = "debezium-server-memphis-slim";
    static final String TODO = "todo-generator";
    static final Map<String, String> FOLDERS = Map.of(COMMAND, "memphis", SERVER, "server", SLIM, "slim", TODO, "todo");

    private static final Set<String> built = new HashSet<>();

    private Images() {}

    /** Sees to it that the engine has these images as the project's files make them. */
    static synchronized void require(String... images) throws Exception {
        Engine.require();
        for (String image : images) {
            if (!built.contains(image)) {
                build(image);
                built.add(image);
            }
        }
    }

    /** Returns the command that stands at the head of an image's Dockerfile. */
    static String command(String image) throws IOException {
        Path file = Folder.DOCKER.resolve(FOLDERS.get(image)).resolve("Dockerfile");
        String command = Files.readAllLines(file).stream()
                .filter(line -> line.matches("# +docker build .*"))
                .map(line -> line.substring(1).strip())
                .findFirst()
                .orElseThrow(() -> new AssertionError(file + " does not say how it is built"));
        if (!command.contains("-t " + image + " ")) {
            throw new AssertionError(file + " says " + command + ", which makes no " + image);
        }
        return command;
    }

    private static void build(String image) throws Exception {
        String command = command(image);
        long begun = System.nanoTime();
        Engine.run(Folder.PROJECT, Map.of("DOCKER_BUILDKIT", "1"), List.of("bash", "-c", command));
        System.out.printf("%s in %d s%n", command, (System.nanoTime() - begun) / 1_000_000_000);
    }
}
