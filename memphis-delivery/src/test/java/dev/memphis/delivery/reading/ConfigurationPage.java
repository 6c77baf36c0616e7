package dev.memphis.delivery.reading;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes docs/configuration.md from the catalogue. */
final class ConfigurationPage {
    private static final String HEAD = """
            # Configuration

            <!-- Generated from the option catalogue (Options.java). After a change there:
                 mvn -pl memphis-delivery test -Dtest=ConfigurationPageTest -Dmemphis.docs=write -->

            The sink's options begin with `debezium.sink.memphis.` in Debezium Server's `application.properties`. This page
            leaves that prefix out. This is a minimal file for PostgreSQL:

            ```properties
            debezium.sink.type=memphis
            debezium.sink.memphis.url=http://127.0.0.1:4444
            debezium.sink.memphis.username=todocdcservice
            debezium.sink.memphis.password=Todo-Cdc-1!
            debezium.sink.memphis.station=todo-cdc-events

            debezium.source.connector.class=io.debezium.connector.postgresql.PostgresConnector
            debezium.source.plugin.name=pgoutput
            debezium.source.database.hostname=127.0.0.1
            debezium.source.database.port=5432
            debezium.source.database.user=cdc
            debezium.source.database.password=Cdc-Database-1!
            debezium.source.database.dbname=todo_application
            debezium.source.publication.name=todo_cdc
            debezium.source.publication.autocreate.mode=disabled
            debezium.source.topic.prefix=todo
            debezium.source.table.include.list=public.todo_items
            debezium.source.slot.name=todo_cdc
            debezium.source.offset.storage=io.debezium.server.memphis.offsets.DurableFileOffsetBackingStore
            debezium.source.offset.storage.file.filename=data/offsets.dat
            debezium.source.offset.flush.interval.ms=100
            ```

            `debezium.sink.memphis.password.file` takes a file instead of the password. Debezium's own options are in its
            documentation; [sources.md](sources.md) has an example for each database.
            """;

    private static final String WAYS = """

            ## Fields that may be rounded

            The gateway decodes the events of a batch, keeps 53 bits of each number, and encodes them again. `batch.mode=auto` gives
            an event a request of its own where that would change a value, and each envelope of Debezium 3 has such a value: `ts_ns`, a
            time in nanoseconds. If its last digits do not matter to you,

            ```properties
            debezium.sink.memphis.batch.rounded.fields=ts_ns
            ```

            lets envelopes share requests. Leave it empty for envelopes with their schema: their batches are slower at the gateway
            ([benchmarks.md](benchmarks.md#what-was-reached)). What it gives up, and what it does not:

            - Whole numbers up to 2^53 are kept as they are. A time in nanoseconds is moved by 256 ns at most, by 72 ns on average: until
              2043 float64 has every 256th of them, and of the decimals that stand for one of those the gateway writes the shortest.
              `ts_us` and `ts_ms` beside it are kept. Whoever reads numbers as float64, as JavaScript does, reads what it would have read
              without batches.
            - Only whole numbers in the fields that are named. Texts and decimals are kept there too; a number that float64 cannot hold
              (`1e999`) is never in a batch.
            - A name alone, `ts_ns`, is the field at the event's top and that in its `source`. It is none in `before` or `after`: a column of your
              own that is called `ts_ns` is kept until it is named itself, `before.ts_ns,after.ts_ns`. A flattened event has its columns at
              the top, so there `ts_ns` is the column.
            - A path, `source.ts_ns`, is that one field. It begins at the event's top; where events have their schema with them
              (`{"schema":{…},"payload":{…}}`), inside `payload`, and `payload.source.ts_ns` means the same.
            - Names are those in the event, upper and lower case as there, without wildcards. Arrays are not named: `after.times` is
              every number of that array, `after.items.price` the price of each item.

            It is for `auto`: `never` has no batches, and `always` rounds every number and cannot be given beside it. A line at each start
            says what may be rounded, and `memphis check` with `--sample` how many events of a sample can share requests with and without it.

            ## Ways to set an option

            Each option can also be an environment variable: upper case, dots as underscores, so
            `debezium.sink.memphis.batch.max.events` becomes `DEBEZIUM_SINK_MEMPHIS_BATCH_MAX_EVENTS`. A variable wins
            over the file. An empty value is the same as none. `${NAME}` stands for another property or variable, so write
            `\\\\${` in the file where these two characters are meant.

            In `application.yaml` each dot is a level of its own: `batch:` and below it `mode: auto`. A key such as `batch.mode:` makes
            another name of it, and is refused. A list is the same as its elements with commas between (`url: [http://a:4444,
            http://b:4444]`); where a name has a value and others below it, the value's key is `~`
            (`password:` with `~: …` and `file: …`).
            Debezium Server 3.0.7.Final has no library for YAML and ends at such a file with `NoClassDefFoundError: org/yaml/snakeyaml/…`; 3.6.0.Final reads it.

            **Several files.** The server reads `config/application.properties` and, over it, `config/application.yaml` (`.yml`); over each, its files of the
            active profile (`application-prod.properties`, `application-prod.yaml`); over all of them `.env` in its folder, then the environment. Inside
            a file a profile's names begin with `%prod.`, in YAML they are below `"%prod":`. The profile is `prod` unless `quarkus.profile`
            (`QUARKUS_PROFILE`) says otherwise. `quarkus.config.locations` (`smallrye.config.locations`) names more files or folders, separated by commas, which win over the file or
            the variables that name them; of two of a kind the first wins, and YAML over properties. One that is not there is left out without a word, and nothing is read for a
            key `include`. `memphis check` reads the same files, and says which, and which it did not read.

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

    /** What most users set, in the order in which they need it. */
    private static final List<String> COMMON = List.of(
            "url",
            "username",
            "password",
            "password.file",
            "station",
            "ordering",
            "event.id.header",
            "batch.mode",
            "batch.rounded.fields",
            "poison.policy",
            "retry.max.duration.ms",
            "token.expiry.minutes",
            "tls.trust.store");

    /** Only what came later says since when it is there. */
    private static final String FIRST = "0.1";

    private ConfigurationPage() {}

    static String text() {
        StringBuilder page = new StringBuilder(HEAD);
        page.append(table("Common options", COMMON.stream().map(ConfigurationPage::option)));
        for (Option.Group group : Option.Group.values()) {
            page.append(table(
                    group.title(),
                    Options.ALL.stream().filter(option -> option.group() == group && !COMMON.contains(option.name()))));
        }
        return page.append(WAYS).toString();
    }

    private static String table(String title, Stream<? extends Option<?>> options) {
        return options.map(ConfigurationPage::row)
                .collect(Collectors.joining(
                        "", "\n## " + title + "\n\n| Option | Default | Meaning |\n|---|---|---|\n", ""));
    }

    private static Option<?> option(String name) {
        return Options.ALL.stream()
                .filter(option -> option.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String row(Option<?> option) {
        return "| `" + option.name() + "` | " + defaultText(option) + " | " + description(option) + " |\n";
    }

    private static String defaultText(Option<?> option) {
        return option.required()
                ? "*required*"
                : option.defaultText().map(text -> "`" + text + "`").orElse("–");
    }

    private static String description(Option<?> option) {
        String secret = option.secret() ? " Secret." : "";
        String since = option.since().equals(FIRST) ? "" : " Since " + option.since() + ".";
        return (option.meaning() + " *" + capitalised(option.type().allowed()) + ".*" + secret + since)
                .replace("|", "\\|");
    }

    private static String capitalised(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
