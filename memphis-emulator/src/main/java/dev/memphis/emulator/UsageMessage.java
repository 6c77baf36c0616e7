package dev.memphis.emulator;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is said of a wrong command line: what stands behind a mistyped option may be a password, and is not repeated. Stateless. */
public final class UsageMessage {
    private static final Pattern VALUE = Pattern.compile("'(--?[A-Za-z][\\w.-]*)=.*'", Pattern.DOTALL);
    private static final Pattern NO_PAIR = Pattern.compile("(should be in KEY=VALUE format).*", Pattern.DOTALL);

    private UsageMessage() {}

    /** Returns picocli's message without values of options that it does not know. */
    public static String of(ParameterException wrong) {
        if (wrong instanceof UnmatchedArgumentException unmatched && unmatched.isUnknownOption()) {
            return unknown(unmatched.getUnmatched());
        }
        String message = VALUE.matcher(String.valueOf(wrong.getMessage())).replaceAll("'$1'");
        return NO_PAIR.matcher(message).replaceFirst("$1");
    }

    private static String unknown(List<String> arguments) {
        List<String> options = arguments.stream()
                .filter(argument -> argument.startsWith("-"))
                .map(argument -> "'" + argument.split("=", 2)[0] + "'")
                .toList();
        return (options.size() == 1 ? "Unknown option: " : "Unknown options: ")
                + options.stream().collect(Collectors.joining(", "));
    }
}
