package dev.memphis.testbed.kafka;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What Kafka and Connect run with. Immutable.
 *
 * @param folder holds the jars of a node and a worker (memphis-testbed/kafka/target/lib)
 * @param java the java command
 */
public record KafkaLibraries(Path folder, Path java) {
    public KafkaLibraries {
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException("Kafka's jars are not in " + folder
                    + "; mvn -pl memphis-testbed/kafka generate-resources puts them there");
        }
    }

    /** Returns the same with another java command. */
    public KafkaLibraries with(Path otherJava) {
        return new KafkaLibraries(folder, otherJava);
    }

    String classPath() {
        return folder + "/*";
    }
}
