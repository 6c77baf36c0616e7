package dev.memphis.cli;

import dev.memphis.emulator.MemphisEmulator;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/** What a run of the command printed and returned. */
record Run(int exitCode, String out, String err) {
    /** Runs a command that talks to an emulator's management API too. */
    static Run managed(MemphisEmulator emulator, String command, String config, String... more) {
        return managed(emulator.managementUri().toString(), "memphis", command, config, more);
    }

    /** @param password of the management API's user root */
    static Run managed(String managementUrl, String password, String command, String config, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                command,
                "-c",
                config,
                "--management-url",
                managementUrl,
                "--management-password-file",
                PasswordFile.of(password)));
        arguments.addAll(List.of(more));
        return memphis(arguments.toArray(String[]::new));
    }

    static Run memphis(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command = Memphis.commandLine();
        command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        int exitCode = command.execute(arguments);
        return new Run(exitCode, out.toString(), err.toString());
    }
}
