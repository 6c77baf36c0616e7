package dev.memphis.cli.init;

import dev.memphis.cli.CommandFailure;
import dev.memphis.cli.ExitCode;
import dev.memphis.client.Passwords;
import dev.memphis.delivery.options.OwnerOnly;
import dev.memphis.delivery.options.PrintableText;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The variables of the compose files, with secrets that nobody knows, for its owner only. Immutable. */
record EnvironmentFile(Path file) {
    private static final Pattern EMPTY = Pattern.compile("[A-Z_]+=");

    /**
     * Makes the file out of {@code .env.example} beside it: each variable that has no value there gets a new secret.
     *
     * @return how many
     * @throws CommandFailure if there is a file already, no example, or it cannot be written
     */
    long make() {
        List<String> lines = read(file.resolveSibling(".env.example"));
        write(lines.stream().map(EnvironmentFile::filled).toList());
        return lines.stream().filter(EnvironmentFile::isEmpty).count();
    }

    private static boolean isEmpty(String line) {
        return EMPTY.matcher(line).matches();
    }

    private static String filled(String line) {
        return isEmpty(line) ? line + Passwords.generate() : line;
    }

    private static List<String> read(Path example) {
        try {
            return Files.readAllLines(example);
        } catch (NoSuchFileException e) {
            throw unusable(example + " is not there: --env names a file beside it, such as docker/.env");
        } catch (IOException e) {
            throw unusable(example + " cannot be read");
        }
    }

    private void write(List<String> lines) {
        byte[] text = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
        try (FileChannel channel = FileChannel.open(
                file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), OwnerOnly.file(file))) {
            Channels.newOutputStream(channel).write(text);
        } catch (FileAlreadyExistsException e) {
            throw unusable(file + " is there already, and is left as it is");
        } catch (IOException e) {
            throw unusable(file + " cannot be written");
        }
    }

    private static CommandFailure unusable(String why) {
        return new CommandFailure(ExitCode.FAILED, PrintableText.whole(why));
    }
}
