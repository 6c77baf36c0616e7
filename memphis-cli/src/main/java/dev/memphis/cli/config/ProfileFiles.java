package dev.memphis.cli.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The files of the active profiles: {@code application-PROFILE.properties} and the like. Immutable.
 *
 * @param profiles the first of which wins
 */
record ProfileFiles(List<String> profiles) {
    /**
     * One of them.
     *
     * @param above how many ordinals it stands above the file that it is a profile of
     */
    record ProfileFile(Path path, int above) {}

    /** Returns those of a file. */
    List<ProfileFile> of(Path main) {
        List<String> endings = ConfigText.isYaml(main) ? List.of(".yaml", ".yml") : List.of(".properties");
        return profiles.stream()
                .flatMap(profile -> endings.stream()
                        .map(ending -> main.resolveSibling(withoutEnding(main) + "-" + profile + ending))
                        .filter(Files::exists)
                        .map(path -> new ProfileFile(path, profiles.size() - profiles.indexOf(profile))))
                .toList();
    }

    /** Returns those in a folder that are not read, for they count only beside the file that they are a profile of. */
    Stream<Unread> orphans(Path folder, List<Path> read) {
        return profiles.stream()
                .flatMap(profile -> Stream.of(".properties", ".yaml", ".yml")
                        .flatMap(ending -> orphan(folder, profile, ending, read).stream()));
    }

    private static Optional<Unread> orphan(Path folder, String profile, String ending, List<Path> read) {
        Path file = folder.resolve("application-" + profile + ending);
        String main = "application" + (ending.equals(".properties") ? ending : ".yaml");
        return Files.exists(file) && !read.contains(file)
                ? Optional.of(Unread.leftOut(file + " is read only where there is an " + main + " beside it"))
                : Optional.empty();
    }

    private static String withoutEnding(Path path) {
        String name = path.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }
}
