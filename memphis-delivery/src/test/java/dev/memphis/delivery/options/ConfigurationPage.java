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
            over the file. An empty value is the same as none. `${NAME}` stands for another property or variable, so write
            `\\\\${` in the file where these two characters are meant.

            In `application.yaml` each dot is a level of its own: `batch:` and below it `mode: auto`. A key such as `batch.mode:` makes
            another name of it, and is refused. A list is the same as its elements with commas between (`url: [http://a:4444,
            http://b:4444]`); where a name has a value and others below it, the value's key is `~`
            (`password:` with `~: …` and `file: …`). Profiles (`"%prod":`) are the server's.

            An unknown name in the file stops the server. Variables are shared with others, so one of them is taken for a
            misspelt option only if it is near to an option or begins with a word that one begins with
            (`DEBEZIUM_SINK_MEMPHIS_BATCH_SIZE`). What Kubernetes makes of a service (`…_SERVICE_HOST`, `…_PORT_4444_TCP`,
            `…_PORT=tcp://…`) is left alone in silence, any other with a line in the log.

            ## Secrets

            A secret is taken as it was written: `$`, `$$`, `#`, `%`, quotes, spaces, any script. Line breaks and a byte
            order mark around it are dropped; a control character inside is refused. What each way to give it does itself:

            | Way | What to mind |
            |---|---|
            | `password.file`, `proxy.password.file` | Nothing: all characters are the secret's. The file is UTF-8. |
            | Variable | `${` begins an expression; a secret with these two characters belongs into a file. Without a UTF-8 locale (`LANG=C.UTF-8`) Java cannot read other than ASCII; the sink refuses what was lost. |
            | `application.properties` | The same for `${`; and the format's own rules: write a backslash twice, and `\\` before a space at the start. |
            | `application.yaml` | The same for `${`; quote the value (`'…'`, a quote inside twice), else YAML makes a number of `0123` and a comment of ` #`. |
            | `${NAME}` alone as the value | What NAME holds, as it was written. |
            | `${NAME}` among other text | SmallRye Config expands it; there `$$` counts as one `$`, and a WARN says so. |
            | Compose's `.env` and `environment:` | Compose itself takes `$` for a variable: write `$$` in the YAML file, single quotes in `.env`. |
            | Kubernetes | A secret mounted as a file or given by `secretKeyRef` comes as it is. |

            This holds for the sink's options. `debezium.source.database.password` is read by Debezium, for which each `$$`
            counts as one `$`.

            ## Starting

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
