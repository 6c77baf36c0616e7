package dev.memphis.cli;

import dev.memphis.delivery.options.PrintableText;
import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigSourceInterceptorFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.Priorities;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.RelocateConfigSourceInterceptor;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SysPropConfigSource;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * What a server reads beside a file of its configuration, in the server's order (Quarkus 3.33, seen with a stock server 3.6.0):
 * {@code application.yaml} over {@code application.properties}, over each its files of the active profiles, {@code .env},
 * the environment, and the locations that any of these names. To be used by one thread.
 */
final class ServerSources {
    private static final String PROFILE = "smallrye.config.profile";
    private static final String LOCATIONS = "smallrye.config.locations";
    /** SmallRye Config's names, and those by which Quarkus calls them; the latter win. */
    private static final Map<String, String> QUARKUS_NAMES = Map.of(
            PROFILE,
            "quarkus.profile",
            PROFILE + ".parent",
            "quarkus.config.profile.parent",
            LOCATIONS,
            "quarkus.config.locations");

    private static final List<String> USUAL = List.of("application.properties", "application.yaml", "application.yml");
    private static final int ABOVE_ALL = 1000;
    private static final int ENVIRONMENT = 300;
    private static final int DOT_ENV = 295;
    private static final int YAML = 265;
    private static final int PROPERTIES = 260;

    private final Path home;
    private final ConfigSource above;
    /** Of equal ordinals the first wins. */
    private final List<ConfigSource> files = new ArrayList<>();

    private final List<ConfigSource> located = new ArrayList<>();
    private final List<Path> beside = new ArrayList<>();
    private final List<Unread> unread = new ArrayList<>();

    /**
     * @param home what relative locations count from
     * @param above wins over all
     */
    ServerSources(Path home, Map<String, String> above) {
        this.home = home;
        this.above = new PropertiesConfigSource(above, "--set", ABOVE_ALL);
    }

    /**
     * Reads a file and what belongs to it.
     *
     * @throws CommandFailure if one of the files is unusable
     */
    SmallRyeConfig read(Path named) {
        List<Path> mains = mains(named);
        List<ConfigSource> sources = mains.stream()
                .map(main -> ConfigText.read(main, ConfigText.isYaml(main) ? YAML : PROPERTIES))
                .toList();
        files.addAll(sources);
        mains.stream().filter(main -> !main.equals(named)).forEach(beside::add);
        variables(named);
        List<String> profiles = build().getProfiles();
        for (int i = 0; i < mains.size(); i++) {
            files.addAll(profiled(mains.get(i), sources.get(i).getOrdinal(), profiles));
        }
        orphans(named, profiles);
        locations(build(), profiles);
        SmallRyeConfig config = build();
        include(config);
        return config;
    }

    /** Other programs have it; here it is a name like any other. */
    private void include(SmallRyeConfig config) {
        for (String name : config.getPropertyNames()) {
            if (name.equals("include") || name.startsWith("include[")) {
                unread.add(Unread.leftOut("include names no file; " + LOCATIONS + " does"));
                return;
            }
        }
    }

    /** Returns the environment and what is above it, where there is no file. */
    SmallRyeConfig withoutFile() {
        return build();
    }

    /** Returns the files that were read beside the named one. */
    List<Path> beside() {
        return List.copyOf(beside);
    }

    /** Returns what was not read. */
    List<Unread> unread() {
        return List.copyOf(unread);
    }

    /** A server reads whichever of the three are in its folder. */
    private static List<Path> mains(Path named) {
        if (!USUAL.contains(named.getFileName().toString())) {
            return List.of(named);
        }
        return USUAL.stream()
                .map(named::resolveSibling)
                .filter(path -> path.equals(named) || Files.exists(path))
                .toList();
    }

    /** Of a server's folder alone: elsewhere a file of this name is Compose's, which reads it by other rules. */
    private void variables(Path named) {
        Path file = home.resolve(".env");
        Path folder = named.toAbsolutePath().normalize().getParent();
        if (home.resolve("config").equals(folder) && Files.isRegularFile(file)) {
            files.add(ConfigText.variables(file, DOT_ENV));
            beside.add(file);
        }
    }

    private List<ConfigSource> profiled(Path main, int ordinal, List<String> profiles) {
        List<ConfigSource> sources = new ArrayList<>();
        for (int i = 0; i < profiles.size(); i++) {
            for (String ending : ConfigText.isYaml(main) ? List.of(".yaml", ".yml") : List.of(".properties")) {
                Path file = main.resolveSibling(withoutEnding(main) + "-" + profiles.get(i) + ending);
                if (Files.exists(file)) {
                    sources.add(ConfigText.read(file, ordinal + profiles.size() - i));
                    beside.add(file);
                }
            }
        }
        return sources;
    }

    /** A profile's file counts only beside the one that it is a profile of. */
    private void orphans(Path named, List<String> profiles) {
        for (String profile : profiles) {
            for (String ending : List.of(".properties", ".yaml", ".yml")) {
                Path file = named.resolveSibling("application-" + profile + ending);
                String main = "application" + (ending.equals(".properties") ? ending : ".yaml");
                if (USUAL.contains(named.getFileName().toString()) && Files.exists(file) && !beside.contains(file)) {
                    unread.add(Unread.leftOut(file + " is read only where there is an " + main + " beside it"));
                }
            }
        }
    }

    private void locations(SmallRyeConfig config, List<String> profiles) {
        ConfigValue value = config.getConfigValue(LOCATIONS);
        List<ConfigSource> properties = new ArrayList<>();
        for (String location : config.getOptionalValues(LOCATIONS, String.class).orElse(List.of())) {
            for (Path file : located(value.getName() + ": " + PrintableText.whole(location), location)) {
                List<ConfigSource> sources = ConfigText.isYaml(file) ? located : properties;
                ConfigSource source = ConfigText.read(file, value.getSourceOrdinal());
                sources.add(source);
                beside.add(file);
                sources.addAll(profiled(file, source.getOrdinal(), profiles));
            }
        }
        located.addAll(properties);
    }

    private List<Path> located(String named, String location) {
        try {
            URI uri = new URI(location);
            if (uri.getScheme() == null) {
                return existing(named, home.resolve(uri.getPath()), Unread::leftOut);
            }
            if (uri.getScheme().equals("file")) {
                return existing(named, Path.of(uri), Unread::fatal);
            }
            unread.add(Unread.unknown(named + " is not looked at here, the server reads it at its start"));
            return List.of();
        } catch (URISyntaxException | IllegalArgumentException | FileSystemNotFoundException e) {
            unread.add(Unread.fatal(named + " is no path and no URL"));
            return List.of();
        }
    }

    private List<Path> existing(String named, Path path, Function<String, Unread> absent) {
        if (Files.isDirectory(path)) {
            return inFolder(named, path);
        }
        if (!Files.exists(path)) {
            unread.add(absent.apply(named + " is not there"));
            return List.of();
        }
        if (!ends(path)) {
            unread.add(Unread.leftOut(named + " ends neither in .properties nor in .yaml or .yml"));
            return List.of();
        }
        return List.of(path);
    }

    private List<Path> inFolder(String named, Path folder) {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(ServerSources::ends).sorted().toList();
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.CONFIGURATION, named + " cannot be listed: this user may not");
        }
    }

    private static boolean ends(Path path) {
        return ConfigText.isYaml(path) || path.toString().endsWith(".properties");
    }

    private static String withoutEnding(Path path) {
        String name = path.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    private SmallRyeConfig build() {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withInterceptorFactories(QuarkusNames.belowProfiles(), QuarkusNames.aboveProfiles())
                .withDefaultValue(PROFILE, "prod")
                .withSources(above)
                .withSources(located)
                .withSources(files)
                .withSources(new EnvConfigSource(System.getenv(), ENVIRONMENT), new SysPropConfigSource())
                .build();
    }

    /** Below the profiles, which are named by it, and above them, so that a profile may use either name. */
    private record QuarkusNames(int priority) implements ConfigSourceInterceptorFactory {
        private static final int OF_PROFILES = Priorities.LIBRARY + 200;

        static QuarkusNames belowProfiles() {
            return new QuarkusNames(OF_PROFILES - 5);
        }

        static QuarkusNames aboveProfiles() {
            return new QuarkusNames(OF_PROFILES + 5);
        }

        @Override
        public ConfigSourceInterceptor getInterceptor(ConfigSourceInterceptorContext context) {
            return new RelocateConfigSourceInterceptor(QUARKUS_NAMES);
        }

        @Override
        public OptionalInt getPriority() {
            return OptionalInt.of(priority);
        }
    }
}
