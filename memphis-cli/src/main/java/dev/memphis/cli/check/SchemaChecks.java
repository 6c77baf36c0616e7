package dev.memphis.cli.check;

import dev.memphis.cli.SchemaFile;
import dev.memphis.client.ManagementApi;
import dev.memphis.client.SchemaVersion;
import dev.memphis.client.http.CallException;
import dev.memphis.emulator.schema.Schema;
import java.util.Optional;

/**
 * Which schema a station uses, and whether a sample event meets it. What breaks it is told in the gateway's own words,
 * as they would stand in the log and with the dead letter.
 */
final class SchemaChecks {
    private final Optional<SampleEvents> sample;
    private final Findings findings;

    SchemaChecks(Optional<SampleEvents> sample, Findings findings) {
        this.sample = sample;
        this.findings = findings;
    }

    /** Checks the sample against a schema that stands in a file. */
    void file(SchemaFile schema) {
        sample.ifPresent(event -> tell(event, schema.compiled(), "schema " + schema.name()));
    }

    /** Looks at a station that is there. */
    void station(ManagementApi api, String station) throws CallException, InterruptedException {
        Optional<SampleEvents> event = sample.filter(it -> it.isFor(station));
        Optional<String> used = api.schemaOf(station);
        Optional<SchemaVersion> schema = used.isPresent() ? api.schema(used.get()) : Optional.empty();
        if (schema.isEmpty()) {
            event.ifPresent(it -> findings.skipped("Schema", station + " uses none, so it takes the sample"));
            return;
        }
        SchemaVersion version = schema.get();
        String words = station + " uses schema " + version.name() + " (" + version.type() + ", version "
                + version.version() + ")";
        if (!version.type().equals("json")) {
            findings.warning("Schema", words, "the sink sends JSON: only a JSON schema fits its events");
        } else if (event.isPresent()) {
            tell(event.get(), SchemaFile.compiled(version.name(), version.version(), version.content()), words);
        } else {
            findings.good("Schema", words);
        }
    }

    private void tell(SampleEvents event, Schema schema, String words) {
        event.events().stream()
                .flatMap(one -> schema.violation(one).stream())
                .findFirst()
                .ifPresentOrElse(
                        violation -> findings.bad(
                                "Schema",
                                words + ", and the sample breaks it: " + violation,
                                "correct the schema or what is captured; debezium.sink.memphis.poison.policy says what becomes"
                                        + " of such events"),
                        () -> findings.good("Schema", words + ", and the sample meets it"));
    }
}
