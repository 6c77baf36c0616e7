package dev.memphis.cli.check;

import dev.memphis.cli.ManagementOptions;
import dev.memphis.cli.config.ConfigFile;
import dev.memphis.cli.source.SourceSettings;
import dev.memphis.cli.source.Stations;
import dev.memphis.cli.source.Table;
import dev.memphis.client.GatewayApi;
import dev.memphis.delivery.options.MemphisConfig;
import dev.memphis.delivery.reading.Exposure;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** The order of the steps. What cannot be tried because an earlier step failed is left out. */
final class Checks {
    private final ConfigFile file;
    private final MemphisConfig config;
    private final ManagementOptions management;
    private final SchemaChecks schemas;
    private final Findings findings;

    Checks(
            ConfigFile file,
            MemphisConfig config,
            ManagementOptions management,
            SchemaChecks schemas,
            Findings findings) {
        this.file = file;
        this.config = config;
        this.management = management;
        this.schemas = schemas;
        this.findings = findings;
    }

    /**
     * @param withLogIn whether to log in to the gateway
     * @param withDatabase whether to log in to the database
     */
    void run(boolean withLogIn, boolean withDatabase) throws InterruptedException {
        Exposure.of(config).forEach(open -> findings.warning("Security", open.what(), open.remedy()));
        Optional<URI> gateway = network();
        if (gateway.isPresent() && withLogIn) {
            conversation(gateway.get());
        } else {
            findings.skipped("Log-in", gateway.isPresent() ? leftOut() : "no gateway to log in to");
        }
        Optional<List<Table>> captured = new SourceCheck(
                        new SourceSettings(file), config.gateway().connectTimeout(), findings)
                .run(withDatabase);
        Stations stations =
                captured.map(tables -> Stations.of(file, config, tables)).orElseGet(() -> Stations.of(file, config));
        new StationChecks(stations, management, schemas, findings)
                .run(gateway.orElse(config.gateway().urls().getFirst()));
    }

    private String leftOut() {
        return "left out (--no-log-in); the server logs in as "
                + config.credentials().username();
    }

    /** Returns the first URL that answers. */
    private Optional<URI> network() throws InterruptedException {
        Optional<URI> first = Optional.empty();
        for (URI url : config.gateway().urls()) {
            boolean answers = new NetworkChecks(config.gateway(), url, findings).run();
            first = first.isEmpty() && answers ? Optional.of(url) : first;
        }
        return first;
    }

    private void conversation(URI url) throws InterruptedException {
        try (GatewayApi gateway = new GatewayApi(config.gateway(), url)) {
            new ConversationChecks(config, gateway, findings).run();
        }
    }
}
