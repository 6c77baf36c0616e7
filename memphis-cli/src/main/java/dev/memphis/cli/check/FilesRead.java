package dev.memphis.cli.check;

import dev.memphis.cli.config.ConfigFile;
import dev.memphis.cli.config.Unread;
import dev.memphis.delivery.options.PrintableText;
import java.util.List;
import java.util.stream.Collectors;

/** Which files make the configuration, where there are more than the named one, and what was not read. Stateless. */
final class FilesRead {
    private static final String STEP = "Files";

    private FilesRead() {}

    static void tell(ConfigFile file, Findings findings) {
        if (!file.beside().isEmpty()) {
            findings.good(
                    STEP,
                    "read beside it, as the server does: "
                            + file.beside().stream()
                                    .map(path -> PrintableText.whole(path.toString()))
                                    .collect(Collectors.joining(", ")));
        }
        if (!file.profiles().equals(List.of("prod"))) {
            findings.good(STEP, "profile " + PrintableText.of(String.join(", ", file.profiles())));
        }
        file.unread().forEach(unread -> tell(unread, findings));
    }

    private static void tell(Unread unread, Findings findings) {
        switch (unread.server()) {
            case LEAVES_IT_OUT -> findings.warning(STEP, unread.text(), "correct the name, or take it out");
            case STOPS -> findings.bad(STEP, unread.text(), "correct the name, or take it out");
            case UNKNOWN -> findings.skipped(STEP, unread.text());
        }
    }
}
