package dev.memphis.cli.setup;

import dev.memphis.cli.CommandFailure;
import dev.memphis.cli.ExitCode;
import dev.memphis.cli.ManagementOptions;
import dev.memphis.cli.SchemaFile;
import dev.memphis.cli.Screen;
import dev.memphis.cli.config.ConfigFile;
import dev.memphis.cli.config.ConfigOptions;
import dev.memphis.cli.source.Stations;
import dev.memphis.client.ManagementApi;
import dev.memphis.client.Passwords;
import dev.memphis.client.Station;
import dev.memphis.client.StationPlan;
import dev.memphis.client.http.CallException;
import dev.memphis.delivery.options.Credentials;
import dev.memphis.delivery.options.MemphisConfig;
import dev.memphis.delivery.options.StationName;
import dev.memphis.delivery.reading.ConfigurationException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Creates the user, the stations and a schema of a configuration; what is there already is left as it is. */
@Command(
        name = "setup",
        description = "Creates the user and the stations of a configuration through the management API. What is there"
                + " already is left as it is, so it can be run again.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples, the second of which asks for the password of Memphis' user root:",
            "  memphis setup --dry-run",
            "  memphis setup --management-password"
        })
public final class SetupCommand implements Callable<Integer> {
    private static final Duration RECEIPTS_KEPT = Duration.ofHours(1);

    @Spec
    CommandSpec spec;

    @Mixin
    ConfigOptions configuration;

    @Mixin
    ManagementOptions management;

    @Option(
            names = "--station",
            paramLabel = "NAME",
            description = "One more station to create; with --schema, the one that it is for. Can be repeated.")
    Set<String> more = new LinkedHashSet<>();

    @Option(
            names = "--retention",
            paramLabel = "TIME",
            defaultValue = "7d",
            converter = RetentionConverter.class,
            description = "How long events are kept: 30m, 12h, 7d. Default: ${DEFAULT-VALUE}.")
    Duration retention;

    @Option(
            names = "--storage",
            defaultValue = "FILE",
            description = "Where events are kept: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    StationPlan.Storage storage;

    @Option(
            names = "--replicas",
            defaultValue = "1",
            converter = SmallCountConverter.class,
            description = "Copies in a cluster. Default: ${DEFAULT-VALUE}.")
    Integer replicas;

    @Option(
            names = "--partitions",
            defaultValue = "1",
            converter = SmallCountConverter.class,
            description = "Order holds on one partition only. Default: ${DEFAULT-VALUE}.")
    Integer partitions;

    @Option(
            names = "--schema",
            paramLabel = "FILE",
            description =
                    "A JSON schema that events must meet: is created and attached to the stations of --station, or"
                            + " without it to all for rows.")
    @Nullable Path schemaFile;

    @Option(
            names = "--schema-name",
            paramLabel = "NAME",
            description = "What Memphis calls the schema. Without it: the file's name without .json or .schema.json.")
    @Nullable String schemaName;

    @Option(names = "--generate-password", description = "Makes a password for the user, and prints it.")
    boolean generatePassword;

    @Option(names = "--dry-run", description = "Shows what would be done, and does nothing.")
    boolean dryRun;

    @Option(names = "--json", description = "Prints one JSON document.")
    boolean json;

    @Override
    public Integer call() throws InterruptedException {
        checkArguments();
        Optional<String> generated = generatePassword ? Optional.of(Passwords.generate()) : Optional.empty();
        generated.ifPresent(password -> configuration.set("debezium.sink.memphis.password", password));
        ConfigFile file = configuration.read();
        MemphisConfig config = config(file);
        List<StationPlan> plans = plans(file, config);
        checkPassword(config);
        Optional<SchemaPlan> schema = schema(file, config);
        if (!dryRun) {
            management.require();
        }
        SetupReport report =
                json ? new JsonReport(new Screen(spec.commandLine())) : new TextReport(new Screen(spec.commandLine()));
        report.plan(config.credentials().username(), plans, schema, dryRun);
        management
                .exposure(config.gateway().urls().getFirst())
                .ifPresent(open -> report.warning(open.what(), open.remedy()));
        boolean userIsNew = !dryRun && act(report, config, plans, schema);
        // A password that was made and not set is nobody's.
        if (generated.isPresent() ? userIsNew : json) {
            report.properties(SinkProperties.of(config, generated));
        }
        return ExitCode.OK;
    }

    private void checkArguments() {
        management.check();
        for (String name : more) {
            if (!StationName.isValid(name)) {
                throw new CommandFailure(ExitCode.USAGE, "--station '" + name + "' must be " + StationName.RULE);
            }
        }
    }

    private static MemphisConfig config(ConfigFile file) {
        try {
            return file.memphis();
        } catch (ConfigurationException e) {
            throw new CommandFailure(ExitCode.CONFIGURATION, e.getMessage());
        }
    }

    private static void checkPassword(MemphisConfig config) {
        Passwords.problem(config.credentials().password().reveal()).ifPresent(problem -> {
            throw new CommandFailure(
                    ExitCode.CONFIGURATION, problem + "; --generate-password makes one that the broker takes");
        });
    }

    private List<StationPlan> plans(ConfigFile file, MemphisConfig config) {
        Stations stations = Stations.of(file, config);
        if (!stations.problems().isEmpty()) {
            throw new CommandFailure(ExitCode.CONFIGURATION, String.join("\n", stations.problems()));
        }
        Set<String> events = new LinkedHashSet<>(stations.read());
        events.addAll(more);
        config.delivery().deadLetterStation().ifPresent(events::add);
        List<StationPlan> plans = new ArrayList<>();
        events.forEach(name -> plans.add(new StationPlan(name, retention, storage, replicas, partitions)));
        if (config.receipts().enabled()) {
            plans.add(
                    new StationPlan(config.receipts().station(), RECEIPTS_KEPT, StationPlan.Storage.FILE, replicas, 1));
        }
        return plans;
    }

    private Optional<SchemaPlan> schema(ConfigFile file, MemphisConfig config) {
        if (schemaFile == null) {
            if (schemaName != null) {
                throw new CommandFailure(ExitCode.USAGE, "--schema-name names a schema, but --schema gives none");
            }
            return Optional.empty();
        }
        Set<String> stations = more.isEmpty() ? Stations.of(file, config).events() : more;
        if (stations.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "--schema has no station to check: the configuration names no table without wildcards; give --station");
        }
        return Optional.of(SchemaPlan.of(SchemaFile.read(schemaFile), Optional.ofNullable(schemaName), stations));
    }

    /** Returns whether the user was created. */
    private boolean act(SetupReport report, MemphisConfig config, List<StationPlan> plans, Optional<SchemaPlan> schema)
            throws InterruptedException {
        try (ManagementApi api = management.open(config.gateway().urls().getFirst())) {
            Optional<SchemaSetup> schemas = schema.map(plan -> new SchemaSetup(api, report, plan));
            if (schemas.isPresent()) {
                schemas.get().check();
            }
            boolean userIsNew = addUser(api, report, config.credentials());
            for (StationPlan plan : plans) {
                createStation(api, report, plan);
            }
            if (schemas.isPresent()) {
                schemas.get().run();
            }
            return userIsNew;
        } catch (CallException e) {
            throw new CommandFailure(ExitCode.FAILED, e.getMessage());
        }
    }

    private static boolean addUser(ManagementApi api, SetupReport report, Credentials user)
            throws CallException, InterruptedException {
        if (api.addUser(user.username(), user.password().reveal())) {
            report.created("User", user.username());
            return true;
        }
        report.found("User", user.username(), "its password too");
        return false;
    }

    private static void createStation(ManagementApi api, SetupReport report, StationPlan plan)
            throws CallException, InterruptedException {
        if (api.createStation(plan)) {
            report.created("Station", plan.name());
        } else {
            report.found(
                    "Station",
                    plan.name(),
                    api.station(plan.name()).map(Station::words).orElse(""));
        }
    }
}
