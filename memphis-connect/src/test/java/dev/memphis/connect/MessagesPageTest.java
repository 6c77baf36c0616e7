package dev.memphis.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memphis.delivery.notice.Notice;
import dev.memphis.testbed.host.Catalogues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** docs/kafka-connect.md tells what to do about every warning of the connector, and about every reason why a task fails. */
class MessagesPageTest {
    @Test
    void everyWarningAndEveryReasonToFail_isOnThePage() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "kafka-connect.md"));

        List<Notice> notices = Catalogues.of("dev.memphis.connect");

        assertThat(notices).hasSizeGreaterThan(5);
        assertThat(notices.stream()
                        .filter(notice -> !Catalogues.has(page, notice))
                        .map(Notice::text))
                .isEmpty();
    }
}
