package dev.memphis.delivery.options;

import java.util.stream.Collectors;

/** Writes docs/configuration.md from the catalogue. */
final class ConfigurationPage {
    private static final String HEAD = """
            # Configuration

            <!-- Generated from the option catalogue (Options.java). After a change there:
                 mvn -pl memphis-delivery test -Dtest=ConfigurationPageTest -Dmemphis.docs=write -->

            All options stand in Debezium Server's `application.properties` under `debezium.sink.memphis.`, beside
            `debezium.sink.type=memphis`. The least that is needed:

            ```properties
            debezium.sink.type=memphis
            debezium.sink.memphis.url=http://localhost:4444
            debezium.sink.memphis.username=cdc
            debezium.sink.memphis.password=…
            debezium.source.topic.prefix=shop
            ```

            Each option can also be an environment variable: upper case, dots as underscores, so
            `debezium.sink.memphis.batch.max.events` becomes `DEBEZIUM_SINK_MEMPHIS_BATCH_MAX_EVENTS`. A variable wins
            over the file. An empty value is the same as none. In the file, `${NAME}` stands for another property or
            variable, so write `\\\\${` where these two characters are meant.

            At its start the sink reads everything and, if anything is missing, wrong or misspelt, stops with all of it
            in one message, a line for each problem. Secrets are never shown, in no message and no log; Debezium Server
            itself masks only names that end in `password` when it logs its configuration, so prefer
            `password.file`.
            """;

    private ConfigurationPage() {}

    static String text() {
        StringBuilder page = new StringBuilder(HEAD);
        for (Option.Group group : Option.Group.values()) {
            page.append("\n## ").append(group.title()).append("\n\n");
            page.append("| Property | Default | Description |\n|---|---|---|\n");
            page.append(Options.ALL.stream()
                    .filter(option -> option.group() == group)
                    .map(ConfigurationPage::row)
                    .collect(Collectors.joining()));
        }
        return page.toString();
    }

    private static String row(Option<?> option) {
        return "| `" + OptionNames.DEBEZIUM_SERVER.of(option) + "` | " + defaultText(option) + " | "
                + description(option) + " |\n";
    }

    private static String defaultText(Option<?> option) {
        return option.required()
                ? "*required*"
                : option.defaultText().map(text -> "`" + text + "`").orElse("–");
    }

    private static String description(Option<?> option) {
        String secret = option.secret() ? " Secret." : "";
        return (option.meaning() + " *" + capitalised(option.type().allowed()) + ".*" + secret + " Since "
                        + option.since() + ".")
                .replace("|", "\\|");
    }

    private static String capitalised(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
