package dev.memphis.cli.config;

import dev.memphis.cli.CommandFailure;
import dev.memphis.cli.config.ProfileFiles.ProfileFile;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SysPropConfigSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * What a server reads beside a file of its configuration, in the server's order (Quarkus 3.33, seen with a stock server 3.6.0):
 * {@code application.yaml} over {@code application.properties}, over each its files of the active profiles, {@code .env},
 * the environment, and the locations that any of these names. To be used by one thread.
 */
final class ServerSources {
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
        ProfileFiles profiles = new ProfileFiles(build().getProfiles());
        for (int i = 0; i < mains.size(); i++) {
            profiled(profiles, mains.get(i), sources.get(i).getOrdinal(), files);
        }
        if (isUsual(named)) {
            profiles.orphans(named.resolveSibling(""), beside).forEach(unread::add);
        }
        locations(build(), profiles);
        SmallRyeConfig config = build();
        include(config);
        return config;
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

    private static boolean isUsual(Path named) {
        return USUAL.contains(named.getFileName().toString());
    }

    /** A server reads whichever of the three are in its folder. */
    private static List<Path> mains(Path named) {
        if (!isUsual(named)) {
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

    private void profiled(ProfileFiles profiles, Path main, int ordinal, List<ConfigSource> sources) {
        for (ProfileFile file : profiles.of(main)) {
            sources.add(ConfigText.read(file.path(), ordinal + file.above()));
            beside.add(file.path());
        }
    }

    private void locations(SmallRyeConfig config, ProfileFiles profiles) {
        ConfigValue value = config.getConfigValue(QuarkusNames.LOCATIONS);
        List<ConfigSource> properties = new ArrayList<>();
        for (String text :
                config.getOptionalValues(QuarkusNames.LOCATIONS, String.class).orElse(List.of())) {
            for (Path file : Location.of(value.getName(), text).files(home, unread::add)) {
                List<ConfigSource> sources = ConfigText.isYaml(file) ? located : properties;
                ConfigSource source = ConfigText.read(file, value.getSourceOrdinal());
                sources.add(source);
                beside.add(file);
                profiled(profiles, file, source.getOrdinal(), sources);
            }
        }
        located.addAll(properties);
    }

    /** Other programs have it; here it is a name like any other. */
    private void include(SmallRyeConfig config) {
        for (String name : config.getPropertyNames()) {
            if (name.equals("include") || name.startsWith("include[")) {
                unread.add(Unread.leftOut("include names no file; " + QuarkusNames.LOCATIONS + " does"));
                return;
            }
        }
    }

    private SmallRyeConfig build() {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withInterceptorFactories(QuarkusNames.belowProfiles(), QuarkusNames.aboveProfiles())
                .withDefaultValue(QuarkusNames.PROFILE, "prod")
                .withSources(above)
                .withSources(located)
                .withSources(files)
                .withSources(new EnvConfigSource(System.getenv(), ENVIRONMENT), new SysPropConfigSource())
                .build();
    }
}
