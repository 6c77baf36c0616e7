package dev.memphis.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The picture of the dashboard that docs/operations.md shows. */
class DashboardTest {
    @Test
    void picture_hasEveryPanel() throws IOException {
        String picture = Files.readString(Path.of("../docs/pictures/dashboard.svg"));

        assertThat(Dashboard.read().panels())
                .isNotEmpty()
                .allSatisfy(panel -> assertThat(picture)
                        .as("bin/pictures takes it again")
                        .contains(">" + panel.title() + "</text>"));
    }
}
