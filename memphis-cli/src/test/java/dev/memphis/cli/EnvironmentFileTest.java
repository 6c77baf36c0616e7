package dev.memphis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentFileTest {
    @TempDir
    Path folder;

    @Test
    void emptyVariables_getSecretsThatNobodyKnows() throws IOException {
        Path example = Path.of("..", "docker", ".env.example");
        Files.copy(example, folder.resolve(".env.example"));
        Path file = folder.resolve(".env");

        Run run = Run.memphis("init", "--env", file.toString());

        assertThat(run.exitCode()).as(run.err()).isZero();
        Map<String, String> before = variables(example);
        Map<String, String> made = variables(file);
        assertThat(made.keySet()).isEqualTo(before.keySet());
        List<String> secrets = before.keySet().stream()
                .filter(name -> before.get(name).isEmpty())
                .map(made::get)
                .toList();
        assertThat(secrets).hasSizeGreaterThan(5).doesNotHaveDuplicates().allMatch(text -> text.length() == 18);
        assertThat(secrets).noneMatch(secret -> run.out().contains(secret));
        assertThat(before.keySet())
                .filteredOn(name -> name.matches(".*(PASSWORD|SECRET|TOKEN)"))
                .as("no secret in the example")
                .allMatch(name -> before.get(name).isEmpty());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void fileThatIsThere_stays() throws IOException {
        Files.writeString(folder.resolve(".env.example"), "A=\n");
        Path file = Files.writeString(folder.resolve(".env"), "A=mine\n");

        Run run = Run.memphis("init", "--env", file.toString());

        assertThat(run.err()).isEqualTo("memphis init: " + file + " is there already, and is left as it is\n");
        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(file).hasContent("A=mine");
    }

    @Test
    void noExample_isOneLine() {
        Run run = Run.memphis("init", "--env", folder.resolve(".env").toString());

        assertThat(run.err()).contains(".env.example is not there: --env names a file beside it");
        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
    }

    private static Map<String, String> variables(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .collect(Collectors.toMap(line -> line.split("=", 2)[0], line -> line.split("=", 2)[1]));
    }
}
