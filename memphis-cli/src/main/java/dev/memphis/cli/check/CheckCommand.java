package dev.memphis.cli.check;

import dev.memphis.cli.CommandFailure;
import dev.memphis.cli.ExitCode;
import dev.memphis.cli.ManagementOptions;
import dev.memphis.cli.SchemaFile;
import dev.memphis.cli.Screen;
import dev.memphis.cli.SmallFile;
import dev.memphis.cli.config.ConfigFile;
import dev.memphis.cli.config.ConfigOptions;
import dev.memphis.delivery.options.MemphisConfig;
import dev.memphis.delivery.options.PrintableText;
import dev.memphis.delivery.options.StationName;
import dev.memphis.delivery.reading.ConfigurationException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Goes through everything the sink needs, with a tick or a cross and what to do. */
@Command(
        name = "check",
        description =
                "Checks a configuration step by step: options, network, log-in, rights, a receipt there and back, and what"
                        + " the source database needs.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example, beside config/application.properties:",
            "  memphis check",
            "",
            "It leaves nothing in your stations; it writes one receipt to the sink's own",
            "receipt station. Gateway 1.2.8 can crash when a log-in meets events that are",
            "being produced: on a gateway in use, check with --no-log-in."
        })
public final class CheckCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    @Mixin
    ConfigOptions configuration;

    @Mixin
    ManagementOptions management;

    @Option(names = "--no-log-in", description = "Stops before the log-in.")
    boolean noLogIn;

    @Option(
            names = "--sample",
            paramLabel = "FILE",
            description =
                    "An event as it would be sent, or several, one a line: whether they can share requests, and whether they"
                            + " fit the schemas that the stations use, or that of --schema.")
    @Nullable Path sampleFile;

    @Option(names = "--station", paramLabel = "NAME", description = "The station that the sample is for. Default: all.")
    @Nullable String sampleStation;

    @Option(
            names = "--schema",
            paramLabel = "FILE",
            description = "A JSON schema to check the sample against; needs no management API.")
    @Nullable Path schemaFile;

    @Option(names = "--no-database", description = "Does not log in to the source database.")
    boolean noDatabase;

    @Option(names = "--explain", description = "Explains every option and shows the value it has, and checks nothing.")
    boolean explain;

    @Option(names = "--json", description = "Prints one JSON document.")
    boolean json;

    private Optional<SampleEvents> sample = Optional.empty();

    @Override
    public Integer call() throws InterruptedException {
        management.check();
        sample = sample();
        Screen screen = new Screen(spec.commandLine());
        if (explain) {
            new Explanation(configuration.readIfThere(), screen).print(json);
            return ExitCode.OK;
        }
        ConfigFile file = configuration.read();
        return json ? withJson(file, screen) : withText(file, screen);
    }

    private Optional<SampleEvents> sample() {
        if (sampleFile == null && (schemaFile != null || sampleStation != null)) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    (schemaFile == null ? "--station" : "--schema") + " is for a --sample, and none is given");
        }
        if (sampleStation != null && !StationName.isValid(sampleStation)) {
            throw new CommandFailure(ExitCode.USAGE, "--station '" + sampleStation + "' must be " + StationName.RULE);
        }
        return Optional.ofNullable(sampleFile)
                .map(file -> SampleEvents.of(SmallFile.read("--sample", file), Optional.ofNullable(sampleStation)));
    }

    private int withText(ConfigFile file, Screen screen) throws InterruptedException {
        screen.line("Checking " + file.path());
        screen.line("");
        Findings findings = new Findings(finding -> show(finding, screen));
        int exitCode = check(file, findings);
        screen.line("");
        screen.line(findings.summary());
        return exitCode;
    }

    private int withJson(ConfigFile file, Screen screen) throws InterruptedException {
        Findings findings = new Findings(finding -> {});
        int exitCode = check(file, findings);
        screen.raw(FindingsJson.of(file.path().toString(), exitCode, findings.all()));
        return exitCode;
    }

    private int check(ConfigFile file, Findings findings) throws InterruptedException {
        FilesRead.tell(file, findings);
        MemphisConfig config;
        try {
            config = file.memphis();
        } catch (ConfigurationException e) {
            e.problems().forEach(problem -> findings.bad("Options", problem, ""));
            return ExitCode.CONFIGURATION;
        }
        findings.good("Options", "no problem found; memphis check --explain shows them all");
        type(file, findings);
        sample.ifPresent(events -> BatchCheck.tell(events, config, findings));
        SchemaChecks schemas = new SchemaChecks(sample, findings);
        if (schemaFile != null) {
            schemas.file(SchemaFile.read(schemaFile));
        }
        new Checks(file, config, management, schemas, findings).run(!noLogIn, !noDatabase);
        return findings.anyBad() ? ExitCode.FAILED : ExitCode.OK;
    }

    /** A server without a type says so itself; one with another type runs, and leaves every option here alone. */
    private static void type(ConfigFile file, Findings findings) {
        file.text("debezium.sink.type")
                .filter(type -> !type.equals("memphis"))
                .ifPresent(type -> findings.bad(
                        "Type",
                        "debezium.sink.type is " + PrintableText.of(type) + ": a server would not use this sink",
                        "set debezium.sink.type=memphis"));
    }

    private static void show(Finding finding, Screen screen) {
        switch (finding.state()) {
            case GOOD -> screen.good(finding.step(), finding.text());
            case WARNING -> screen.warning(finding.step(), finding.text());
            case BAD -> screen.bad(finding.step(), finding.text());
            case SKIPPED -> screen.skipped(finding.step(), finding.text());
        }
        if (!finding.advice().isEmpty()) {
            screen.more("What to do: " + finding.advice());
        }
    }
}
