package dev.memphis.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of docs/containers.md for those who test in other languages, one after the other. */
@Tag("containers")
class ContainersPageIT {
    @TempDir
    Path folder;

    @Test
    void emulator_answersCurl() throws Exception {
        Images.require(Images.COMMAND);
        List<String> commands = Readme.read("docs/containers.md").commands().stream()
                .filter(command -> !command.startsWith("docker build"))
                .toList();
        assertThat(commands).hasSizeGreaterThan(5).last().isEqualTo("docker stop memphis");

        String said = Engine.run(folder, Map.of(), List.of("bash", "-euxc", String.join("\n", commands)));

        assertThat(said).contains("\"success\":true", "{\\\"id\\\": 1}", "\"up\":false");
    }
}
