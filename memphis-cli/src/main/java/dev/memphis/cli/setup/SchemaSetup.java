package dev.memphis.cli.setup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.memphis.cli.CommandFailure;
import dev.memphis.cli.ExitCode;
import dev.memphis.client.ManagementApi;
import dev.memphis.client.SchemaVersion;
import dev.memphis.client.http.CallException;
import java.util.Optional;

/** Creates a schema and attaches it to stations. What is there already and differs is left as it is, and told. */
final class SchemaSetup {
    private static final JsonMapper JSON = new JsonMapper();

    private final ManagementApi api;
    private final SetupReport report;
    private final SchemaPlan plan;

    SchemaSetup(ManagementApi api, SetupReport report, SchemaPlan plan) {
        this.api = api;
        this.report = report;
        this.plan = plan;
    }

    /**
     * Looks whether the plan can be carried out, before anything is done.
     *
     * @throws CommandFailure if a schema of that name says something else, or a station uses another one
     */
    void check() throws CallException, InterruptedException {
        Optional<SchemaVersion> there = api.schema(plan.name());
        if (there.isPresent() && !same(there.get())) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "schema " + plan.name() + " is there already and says something else (version "
                            + there.get().version()
                            + "); name this one otherwise with --schema-name, or add it as a version in Memphis' console");
        }
        for (String station : plan.stations()) {
            Optional<String> used = api.schemaOf(station);
            if (used.isPresent() && !used.get().equals(plan.name())) {
                throw new CommandFailure(
                        ExitCode.FAILED,
                        "station " + station + " uses schema " + used.get() + " already; detach that first in Memphis'"
                                + " console");
            }
        }
    }

    /** Does it; the stations must be there. */
    void run() throws CallException, InterruptedException {
        if (api.createSchema(plan.name(), plan.content())) {
            report.created("Schema", plan.name());
        } else {
            report.found("Schema", plan.name(), "it says the same");
        }
        for (String station : plan.stations()) {
            boolean before = api.schemaOf(station).isPresent();
            if (!before) {
                api.useSchema(station, plan.name());
            }
            report.attached(plan.name(), station, before);
        }
    }

    private boolean same(SchemaVersion there) {
        try {
            return there.type().equals("json") && JSON.readTree(there.content()).equals(JSON.readTree(plan.content()));
        } catch (JsonProcessingException e) {
            return false;
        }
    }
}
