package dev.memphis.cli.init;

import dev.memphis.cli.CommandFailure;
import dev.memphis.cli.ExitCode;
import dev.memphis.cli.Lines;
import dev.memphis.cli.Screen;
import dev.memphis.cli.Terminal;
import dev.memphis.cli.source.Connector;
import dev.memphis.delivery.options.OptionNames;
import dev.memphis.delivery.options.PrintableText;
import dev.memphis.delivery.reading.ConfigReader;
import dev.memphis.delivery.reading.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes a first configuration, every line explained. */
@Command(
        name = "init",
        description =
                "Writes a configuration that memphis check passes, every line explained. What no option gives is asked"
                        + " for, where there is a terminal.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  memphis init --source postgresql --database shop --tables public.orders",
            "",
            "Passwords are not written: the files name the variables MEMPHIS_PASSWORD and",
            "DATABASE_PASSWORD. For the compose files of the source tree: memphis init --env docker/.env"
        })
public final class InitCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    @Option(
            names = "--source",
            paramLabel = "DATABASE",
            description = "postgresql, mysql, mariadb, sqlserver, oracle or mongodb.")
    @Nullable String source;

    @Option(
            names = "--for",
            paramLabel = "PLACE",
            description = "server (the default), compose, kubernetes (Debezium Operator) or connect (Kafka Connect).")
    @Nullable String place;

    @Option(names = "--prefix", paramLabel = "NAME", description = "The pipeline's name, Debezium's topic.prefix.")
    @Nullable String prefix;

    @Option(
            names = "--host",
            paramLabel = "HOST",
            description = "The database's host; for MongoDB, a connection string too.")
    @Nullable String host;

    @Option(names = "--port", paramLabel = "PORT", description = "The database's port. Default: its usual one.")
    @Nullable String port;

    @Option(names = "--database", paramLabel = "NAME", description = "The database.")
    @Nullable String database;

    @Option(names = "--database-user", paramLabel = "NAME", description = "Who logs in to the database. Default: cdc.")
    @Nullable String databaseUser;

    @Option(
            names = "--tables",
            paramLabel = "LIST",
            description = "What is captured, separated by commas: public.orders,public.items. Without it everything.")
    @Nullable String tables;

    @Option(
            names = "--gateway",
            paramLabel = "URL",
            description = "The Memphis REST gateway. Default: http://localhost:4444.")
    @Nullable String gateway;

    @Option(names = "--user", paramLabel = "NAME", description = "The Memphis user. Default: cdc.")
    @Nullable String user;

    @Option(
            names = "--station",
            paramLabel = "NAME",
            description = "One station for all. Without it one for each table.")
    @Nullable String station;

    @Option(
            names = {"-d", "--directory"},
            paramLabel = "DIR",
            defaultValue = ".",
            description = "Where the files are written. Default: here.")
    Path directory;

    @Option(names = "--force", description = "Writes over files that are there.")
    boolean force;

    @Option(names = "--no-questions", description = "Asks nothing, on a terminal neither.")
    boolean noQuestions;

    @Option(
            names = "--env",
            paramLabel = "FILE",
            description = "Makes this file, and nothing else, out of .env.example beside it, such as docker/.env: each"
                    + " variable that has no value there gets a new secret.")
    @Nullable Path environment;

    @Override
    public Integer call() {
        if (environment != null) {
            long secrets = new EnvironmentFile(environment).make();
            new Screen(spec.commandLine()).line("Wrote " + environment + ", with " + secrets + " new secrets in it");
            return ExitCode.OK;
        }
        Questions questions =
                new Questions(spec.commandLine().getOut(), noQuestions ? Optional.empty() : Terminal.input());
        Plan plan = plan(questions);
        Form form = form();
        checkOptions(plan);
        List<Output> outputs = form.outputs(plan);
        write(outputs);
        Screen screen = new Screen(spec.commandLine());
        outputs.forEach(output -> screen.line("Wrote " + directory.resolve(output.name())));
        form.next(plan, directory.toString()).forEach(screen::line);
        return ExitCode.OK;
    }

    Plan plan(Questions questions) {
        Connector connector = either(source, questions, "Source (" + sources() + ")", "", InitCommand::connector);
        String name = either(prefix, questions, "Name of the pipeline (topic.prefix)", "shop", InitCommand::prefix);
        String at = either(host, questions, "Host of the database", usualHost(), text("--host"));
        int number = either(port, questions, "Port", usualPort(connector), InitCommand::port);
        Optional<String> in = database(connector, questions);
        String as = either(databaseUser, questions, "User of the database", "cdc", text("--database-user"));
        String captured = either(tables, questions, "Tables, separated by commas (empty: all)", "", text("--tables"));
        String url = either(gateway, questions, "Memphis REST gateway", usualGateway(), sinks("--gateway", "url"));
        String memphisUser = either(user, questions, "Memphis user", "cdc", sinks("--user", "username"));
        String one = either(
                station,
                questions,
                "One station for all (empty: one for each table)",
                "",
                sinks("--station", "station"));
        return new Plan(connector, name, at, number, in, as, given(captured), url, memphisUser, given(one));
    }

    /** What the user gave, else the answer to a question. */
    private static <T> T either(
            @Nullable String option, Questions questions, String question, String byDefault, Function<String, T> read) {
        return option == null ? questions.ask(question, byDefault, read) : read.apply(option.strip());
    }

    private static Connector connector(String word) {
        return Arrays.stream(Connector.values())
                .filter(connector -> connector != Connector.OTHER)
                .filter(connector -> connector.name().equals(word.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> usage(
                        word.isEmpty()
                                ? "--source is missing: one of " + sources()
                                : "--source '" + PrintableText.of(word) + "' must be one of " + sources()));
    }

    private static String sources() {
        return Arrays.stream(Connector.values())
                .filter(connector -> connector != Connector.OTHER)
                .map(connector -> connector.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }

    private Form form() {
        String word = place == null ? "server" : place;
        return Arrays.stream(Form.values())
                .filter(form -> form.word().equals(word.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> usage("--for '" + PrintableText.of(word) + "' must be one of "
                        + Arrays.stream(Form.values()).map(Form::word).collect(Collectors.joining(", "))));
    }

    private boolean inContainer() {
        return "compose".equalsIgnoreCase(place);
    }

    private String usualHost() {
        return inContainer() ? "host.docker.internal" : "localhost";
    }

    private String usualGateway() {
        return "http://" + usualHost() + ":4444";
    }

    private static String usualPort(Connector connector) {
        return String.valueOf(connector.usualPort().orElseThrow());
    }

    private Optional<String> database(Connector connector, Questions questions) {
        if (connector == Connector.MONGODB) {
            return Optional.empty();
        }
        boolean needed = connector.hasSchemas();
        return either(database, questions, "Database" + (needed ? "" : " (empty: all)"), "", name -> {
            if (needed && name.isEmpty()) {
                throw usage("--database is missing: " + connector.title() + " wants the name of a database");
            }
            return given(text("--database").apply(name));
        });
    }

    private static String prefix(String name) {
        demand(name.matches("[A-Za-z0-9._-]+"), "--prefix", name, "letters, digits, '.', '-' and '_'");
        return name;
    }

    private static int port(String text) {
        boolean number = text.matches("[0-9]{1,5}") && Integer.parseInt(text) >= 1 && Integer.parseInt(text) <= 65_535;
        demand(number, "--port", text, "a number from 1 to 65535");
        return Integer.parseInt(text);
    }

    private static Optional<String> given(String text) {
        return Optional.of(text).filter(words -> !words.isEmpty());
    }

    private static UnaryOperator<String> text(String option) {
        return text -> {
            demand(PrintableText.whole(text).equals(text), option, text, "text of one line without control characters");
            return text;
        };
    }

    private static void demand(boolean fine, String option, String value, String rule) {
        if (!fine) {
            throw usage(option + " '" + PrintableText.of(value) + "' must be " + rule);
        }
    }

    /** The sink's own rules of one of its options; the others have values here that it takes. */
    private static UnaryOperator<String> sinks(String option, String name) {
        return value -> {
            Map<String, String> properties = new HashMap<>();
            properties.put("debezium.source.topic.prefix", "shop");
            properties.put(OptionNames.DEBEZIUM_SERVER.of("url"), "http://localhost:4444");
            properties.put(OptionNames.DEBEZIUM_SERVER.of("username"), "cdc");
            properties.put(OptionNames.DEBEZIUM_SERVER.of("password"), "Any-Pass1!");
            properties.put(OptionNames.DEBEZIUM_SERVER.of(name), text(option).apply(value));
            checkOptions(properties);
            return value;
        };
    }

    private static void checkOptions(Map<String, String> properties) {
        try {
            ConfigReader.read(
                    OptionNames.DEBEZIUM_SERVER,
                    name -> Optional.ofNullable(properties.get(name)),
                    properties.keySet());
        } catch (ConfigurationException e) {
            throw usage(String.join("\n", e.problems()));
        }
    }

    /** The rules that hold between the options, such as a prefix that makes no name of a station. */
    private static void checkOptions(Plan plan) {
        Map<String, String> properties = new HashMap<>();
        Entries.sink(plan).forEach(entry -> properties.put(entry.name(), entry.value()));
        properties.put("debezium.source.topic.prefix", plan.prefix());
        properties.put("debezium.sink.memphis.password", "Any-Pass1!");
        checkOptions(properties);
    }

    private void write(List<Output> outputs) {
        for (Output output : outputs) {
            Path file = directory.resolve(output.name());
            if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !force) {
                throw new CommandFailure(
                        ExitCode.FAILED,
                        file + " is there already: --force writes over it, --directory takes another place");
            }
        }
        try {
            Files.createDirectories(directory);
            for (Output output : outputs) {
                output.write(directory);
            }
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "cannot write to " + Lines.printable(directory.toString()) + ": " + e.getMessage());
        }
    }

    private static CommandFailure usage(String message) {
        return new CommandFailure(ExitCode.USAGE, message);
    }
}
