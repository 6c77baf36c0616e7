package dev.memphis.testbed.stock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memphis.testbed.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DistributionTest {
    @TempDir
    Path folder;

    @Test
    void tarballWithAnotherFingerprint_isNotUnpacked() throws IOException {
        Path tarball = tarball("3.6.0.Final");

        assertThatThrownBy(() -> distribution("3.6.0.Final").home())
                .isInstanceOf(Problem.class)
                .hasMessageContainingAll(tarball.toString(), "its SHA-256 is ccdd3516", "instead of 901ce7b0");
        assertThat(folder.resolve("cache")).isEmptyDirectory();
    }

    @Test
    void versionOfWhichNoFingerprintIsKnown_isNotUnpacked() throws IOException {
        tarball("1.0.0");

        assertThatThrownBy(() -> distribution("1.0.0").home())
                .isInstanceOf(Problem.class)
                .hasMessageContaining("Of Debezium Server 1.0.0 no SHA-256 is known");
    }

    @Test
    void fingerprintOfBothSupportedServers_isKnown() throws IOException {
        String pom = Files.readString(Path.of("..", "pom.xml"));
        for (String which : new String[] {"oldest", "newest"}) {
            String version = pom.replaceAll("(?s).*<debezium." + which + ".version>([^<]*)<.*", "$1");
            tarball(version);

            assertThatThrownBy(() -> distribution(version).home()).hasMessageContaining("is not the Debezium Server");
        }
    }

    /** Two processes that both find no distribution unpack it at the same time. */
    @Test
    void placeThatAnotherProcessHasFilledMeanwhile_isLeftAsItIs() throws IOException {
        Path ours = Files.createDirectory(folder.resolve("ours"));
        Files.writeString(ours.resolve("run.sh"), "ours");
        Path home = Files.createDirectory(folder.resolve("home"));
        Files.writeString(home.resolve("run.sh"), "theirs");

        Distribution.moveTo(ours, home);

        assertThat(home.resolve("run.sh")).hasContent("theirs");
    }

    @Test
    void folderThatCannotBeMoved_isTold() {
        Path missing = folder.resolve("missing");

        assertThatThrownBy(() -> Distribution.moveTo(missing, folder.resolve("home")))
                .isInstanceOf(NoSuchFileException.class);
    }

    private Distribution distribution(String version) {
        return new Distribution(version, folder.resolve("repository"), folder.resolve("cache"));
    }

    /** Puts something into Maven's repository that is no tarball at all. */
    private Path tarball(String version) throws IOException {
        Files.createDirectories(folder.resolve("cache"));
        Path place = folder.resolve("repository/io/debezium/debezium-server-dist/" + version + "/debezium-server-dist-"
                + version + ".tar.gz");
        Files.createDirectories(place.getParent());
        return Files.writeString(place, "forged");
    }
}
