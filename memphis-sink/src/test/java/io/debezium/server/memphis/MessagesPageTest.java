package io.debezium.server.memphis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memphis.delivery.notice.Notice;
import dev.memphis.testbed.host.Catalogues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** docs/operations.md tells what to do about every warning and every reason to stop. */
class MessagesPageTest {
    @Test
    void everyWarningAndEveryReasonToStop_isOnThePage() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "operations.md"));

        List<Notice> notices = Catalogues.of("dev.memphis.delivery", "io.debezium.server.memphis");

        assertThat(notices).hasSizeGreaterThan(35);
        assertThat(notices.stream()
                        .filter(notice -> !Catalogues.has(page, notice))
                        .map(Notice::text))
                .isEmpty();
    }

    @Test
    void whatThePageLeavesOut_isFound() {
        Notice told = new Notice("Nothing is {} here: {}");

        assertThat(Catalogues.has("`Nothing is … here: …`", told)).isTrue();
        assertThat(Catalogues.has("`The sink stops: Nothing is … here: …`", told))
                .isTrue();
        assertThat(Catalogues.has("`Nothing is here`", told)).isFalse();
    }
}
