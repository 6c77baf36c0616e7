package dev.memphis.cli.config;

import dev.memphis.cli.CommandFailure;
import dev.memphis.cli.ExitCode;
import dev.memphis.delivery.options.PrintableText;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One of the further places that a configuration names: a file, a folder or a URL. Immutable.
 *
 * @param text the place as it is written
 * @param named the option that names it, and the place, for what is said
 */
record Location(String text, String named) {
    static Location of(String option, String text) {
        return new Location(text, option + ": " + PrintableText.whole(text));
    }

    /**
     * Returns the files that are there.
     *
     * @param home what a relative path counts from
     * @param unread told of what cannot be read
     * @throws CommandFailure if a folder cannot be listed
     */
    List<Path> files(Path home, Consumer<Unread> unread) {
        try {
            URI uri = new URI(text);
            if (uri.getScheme() == null) {
                return existing(home.resolve(uri.getPath()), Unread::leftOut, unread);
            }
            if (uri.getScheme().equals("file")) {
                return existing(Path.of(uri), Unread::fatal, unread);
            }
            unread.accept(Unread.unknown(named + " is not looked at here, the server reads it at its start"));
        } catch (URISyntaxException | IllegalArgumentException | FileSystemNotFoundException e) {
            unread.accept(Unread.fatal(named + " is no path and no URL"));
        }
        return List.of();
    }

    private List<Path> existing(Path path, Function<String, Unread> absent, Consumer<Unread> unread) {
        if (Files.isDirectory(path)) {
            return inFolder(path);
        }
        if (!Files.exists(path)) {
            unread.accept(absent.apply(named + " is not there"));
            return List.of();
        }
        if (!isConfiguration(path)) {
            unread.accept(Unread.leftOut(named + " ends neither in .properties nor in .yaml or .yml"));
            return List.of();
        }
        return List.of(path);
    }

    private List<Path> inFolder(Path folder) {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(Location::isConfiguration).sorted().toList();
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.CONFIGURATION, named + " cannot be listed: this user may not");
        }
    }

    private static boolean isConfiguration(Path path) {
        return ConfigText.isYaml(path) || path.toString().endsWith(".properties");
    }
}
