package dev.memphis.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memphis.cli.config.ConfigFile;
import dev.memphis.cli.config.Unread;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What is read beside a configuration, and which of it wins: what a stock server 3.6.0 said of the same files, whose URLs it
 * refuses with their text. {@code ConfigurationFilesIT} asks a server.
 */
class ServerFilesTest {
    private static final String URL = "debezium.sink.memphis.url";

    @TempDir
    Path home;

    @BeforeEach
    void leastConfiguration() throws IOException {
        write("config/application.properties", "debezium.source.topic.prefix=shop");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            config/application.properties config/application.yaml                              |               | config/application.yaml
            config/application.yaml config/application.yml                                     |               | config/application.yaml
            config/application.properties config/application-prod.properties                   |               | config/application-prod.properties
            config/application.properties config/application-prod.yaml                         |               | config/application.properties
            config/application.yaml config/application-prod.yaml                               |               | config/application-prod.yaml
            config/application.yaml config/application-prod.properties                         |               | config/application.yaml
            config/application.properties config/application-dev.properties                    | dev           | config/application-dev.properties
            config/application.properties config/application-dev.properties                    |               | config/application.properties
            config/application.properties config/application-prod.properties                   | dev           | config/application.properties
            config/application-dev.properties config/application-prod.properties               | prod,dev      | config/application-dev.properties
            config/application.properties .env                                                 |               | .env
            config/application.yaml config/application-prod.yaml .env                          |               | .env
            application.properties config/application.properties                               |               | config/application.properties
            """)
    void filesOfAServer_winInItsOrder(String files, String profiles, String winner) throws IOException {
        for (String file : files.split(" ")) {
            write(file, option(file, file));
        }

        Map<String, String> set = new LinkedHashMap<>();
        if (profiles != null) {
            set.put("quarkus.profile", profiles);
        }
        assertThat(read(set).text(URL)).contains(winner);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            more.properties                   | more.properties
            more.properties,more.yaml         | more.yaml
            more.yaml,more.properties         | more.yaml
            more.properties,other.properties  | more.properties
            folder                            | folder/a.yaml
            absent.properties                 | config/application.properties
            more.txt                          | config/application.properties
            """)
    void locations_winOverTheFileThatNamesThem(String locations, String winner) throws IOException {
        for (String file :
                "more.properties more.yaml other.properties more.txt folder/a.yaml folder/b.properties".split(" ")) {
            write(file, option(file, file));
        }
        String own = "config/application.properties";
        for (String name : new String[] {"smallrye.config.locations", "quarkus.config.locations"}) {
            write(own, option(own, own), name + "=" + locations);

            assertThat(read().text(URL)).as(name).contains(winner);
        }
    }

    @Test
    void profileOfALocation_winsOverIt_andLocationsOfALocationCountForNothing() throws IOException {
        write("more.properties", option("more.properties", "more"), "quarkus.config.locations=other.properties");
        write("more-dev.properties", option("more.properties", "more-dev"));
        write("other.properties", option("other.properties", "other"));
        write("config/application.properties", "%dev.quarkus.config.locations=more.properties");

        ConfigFile dev = read(Map.of("quarkus.profile", "dev"));

        assertThat(dev.text(URL)).contains("more-dev");
        assertThat(dev.beside()).containsExactly(home.resolve("more.properties"), home.resolve("more-dev.properties"));
        assertThat(read().text(URL)).isEmpty();
    }

    @Test
    void namesOfAProfile_countByEveryNameOfTheProfile() throws IOException {
        String url = URL + "=";
        write("config/application.properties", url + "all", "%dev." + url + "dev", "%prod." + url + "prod");

        assertThat(read().text(URL)).contains("prod");
        assertThat(read(Map.of("quarkus.profile", "dev")).text(URL)).contains("dev");
        assertThat(read(Map.of("smallrye.config.profile", "dev")).text(URL)).contains("dev");
        assertThat(read(Map.of("smallrye.config.profile", "prod", "quarkus.profile", "dev"))
                        .text(URL))
                .contains("dev");
        assertThat(read(Map.of("quarkus.profile", "mine", "quarkus.config.profile.parent", "dev"))
                        .text(URL))
                .contains("dev");
    }

    @Test
    void profilesOfYaml_mayShareALevel() throws IOException {
        write(
                "config/application.yaml",
                "\"%dev,test\":",
                "  debezium:",
                "    sink:",
                "      memphis:",
                "        url: t");

        assertThat(read(Map.of("quarkus.profile", "test")).text(URL)).contains("t");
    }

    @Test
    void severalDocumentsOfYaml_areOne() throws IOException {
        write("config/application.yaml", option("a.yaml", "first"), "---", option("a.yaml", "second"));

        assertThat(read().text(URL)).contains("second");
    }

    @Test
    void whatTheServerDoesNotRead_isOneLineEach() throws IOException {
        write("config/application-prod.yaml", option("a.yaml", "orphan"));
        write("more.txt", "a=b");
        write("config/application.properties", "quarkus.config.locations=absent.yaml,more.txt,http://host/x.yaml,a b");
        write("config/application.yaml", "include: other.yaml");
        write("other/application.properties", "smallrye.config.locations=file:" + home.resolve("absent.properties"));
        write("other/application-prod.yaml", option("a.yaml", "orphan"));

        assertThat(read().unread())
                .extracting(Unread::text)
                .containsExactly(
                        "quarkus.config.locations: absent.yaml is not there: the server leaves it out",
                        "quarkus.config.locations: more.txt ends neither in .properties nor in .yaml or .yml:"
                                + " the server leaves it out",
                        "quarkus.config.locations: http://host/x.yaml is not looked at here, the server reads it at its start",
                        "quarkus.config.locations: a b is no path and no URL: the server does not start",
                        "include names no file; smallrye.config.locations does: the server leaves it out");
        assertThat(ConfigFile.read(home.resolve("other/application.properties"), Map.of())
                        .unread())
                .extracting(Unread::text)
                .containsExactly(
                        home.resolve("other/application-prod.yaml")
                                + " is read only where there is an application.yaml beside it: the server leaves it out",
                        "smallrye.config.locations: file:" + home.resolve("absent.properties")
                                + " is not there: the server does not start");
    }

    @Test
    void unusableFileBesideIt_isOneLineWithItsName() throws IOException {
        Path yaml = write("config/application.yaml", "a: [b");

        assertThatThrownBy(this::read)
                .isInstanceOf(CommandFailure.class)
                .hasMessageStartingWith("the configuration " + yaml + " is no YAML file: while parsing");
    }

    @Test
    void environmentFileOfComposeBesideALoneFile_isNotTheServers() throws IOException {
        write("lone/application.properties", "debezium.source.topic.prefix=shop");
        write("lone/.env", "DEBEZIUM_SINK_MEMPHIS_URL=compose");

        assertThat(ConfigFile.read(home.resolve("lone/application.properties"), Map.of())
                        .text(URL))
                .isEmpty();
    }

    @Test
    void check_saysWhatItRead_andWhatNot() throws IOException {
        write(
                "config/application.properties",
                "debezium.source.topic.prefix=shop",
                "debezium.sink.memphis.username=cdc",
                "debezium.sink.memphis.password=Cdc-Pass1!",
                "quarkus.config.locations=more.yaml,absent.yaml");
        write("more.yaml", option("more.yaml", "http://127.0.0.1:1"));

        Run run = Run.memphis(
                "check",
                "--no-database",
                "-c",
                home.resolve("config/application.properties").toString(),
                "--set",
                "quarkus.profile=dev");

        assertThat(run.out())
                .contains("✓  Files      read beside it, as the server does: " + home.resolve("more.yaml") + "\n")
                .contains("✓  Files      profile dev\n")
                .contains(
                        "!  Files      quarkus.config.locations: absent.yaml is not there: the server leaves it out\n")
                .contains("✓  URL        http://127.0.0.1:1\n");
    }

    private ConfigFile read() {
        return read(Map.of());
    }

    private ConfigFile read(Map<String, String> set) {
        return ConfigFile.read(home.resolve("config/application.properties"), set);
    }

    private static String option(String file, String url) {
        if (file.equals(".env")) {
            return "DEBEZIUM_SINK_MEMPHIS_URL=" + url;
        }
        return file.endsWith(".yaml") || file.endsWith(".yml")
                ? "debezium:\n  sink:\n    memphis:\n      url: " + url
                : URL + "=" + url;
    }

    private Path write(String name, String... lines) throws IOException {
        Path file = home.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.write(file, Arrays.asList(lines));
    }
}
