package dev.memphis.cli;

import dev.memphis.cli.check.CheckCommand;
import dev.memphis.cli.init.InitCommand;
import dev.memphis.cli.produce.ProduceCommand;
import dev.memphis.cli.replay.ReplayCommand;
import dev.memphis.cli.setup.SetupCommand;
import dev.memphis.cli.snapshot.SnapshotCommand;
import dev.memphis.cli.tail.TailCommand;
import dev.memphis.cli.top.TopCommand;
import dev.memphis.emulator.EmulatorCommand;
import dev.memphis.emulator.UsageMessage;
import java.io.PrintWriter;
import java.util.Objects;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command's entrance. */
@Command(
        name = "memphis",
        description = "Sets up, checks and watches a Debezium pipeline into Memphis.",
        mixinStandardHelpOptions = true,
        versionProvider = Memphis.Version.class,
        subcommands = {
            InitCommand.class,
            CheckCommand.class,
            SetupCommand.class,
            TailCommand.class,
            ProduceCommand.class,
            ReplayCommand.class,
            TopCommand.class,
            SnapshotCommand.class,
            EmulatorCommand.class,
            GenerateCompletion.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:everything is well, or was done",
            "1:something is wrong or could not be done; the output says what",
            "2:the command line is wrong",
            "3:the configuration cannot be read or used",
            "130:interrupted"
        },
        footer = {
            "",
            "Shell completion: source <(memphis generate-completion)",
            "Colours are used on a terminal only, and never when NO_COLOR is set."
        })
public final class Memphis implements Runnable {
    @Spec
    CommandSpec spec;

    /** Runs the command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        // Newer Java versions print a warning about Netty's use of sun.misc.Unsafe, which this command has no need of.
        System.setProperty("io.netty.noUnsafe", System.getProperty("io.netty.noUnsafe", "true"));
        System.exit(commandLine().execute(arguments));
    }

    /** Returns the command with all its subcommands, errors told in one line. */
    public static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new Memphis());
        CommandLine completion =
                Objects.requireNonNull(commandLine.getSubcommands().get("generate-completion"));
        completion.getCommandSpec().usageMessage().hidden(true);
        return commandLine
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(Memphis::wrongUsage)
                .setExecutionExceptionHandler(Memphis::failed);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }

    private static int wrongUsage(ParameterException e, String[] arguments) {
        CommandLine command = e.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(command.getCommandSpec().qualifiedName() + ": " + Lines.printable(UsageMessage.of(e)));
        if (!CommandLine.UnmatchedArgumentException.printSuggestions(e, err)) {
            err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        }
        return ExitCode.USAGE;
    }

    private static int failed(Exception e, CommandLine command, CommandLine.ParseResult result) {
        if (e instanceof InterruptedException) {
            Thread.currentThread().interrupt();
            return 130;
        }
        String message = e instanceof CommandFailure told ? told.getMessage() : "unexpected: " + e;
        command.getErr().println(command.getCommandSpec().qualifiedName() + ": " + Lines.printable(message));
        return e instanceof CommandFailure failure ? failure.exitCode() : ExitCode.FAILED;
    }

    /** The version stands in the jar's manifest. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Memphis.class.getPackage().getImplementationVersion();
            return new String[] {"memphis " + (version == null ? "(not packaged)" : version)};
        }
    }
}
