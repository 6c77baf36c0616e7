package dev.memphis.docker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.Yaml;

/** A compose file with the variables of docker/.env.example, and secrets where there are none. Immutable. */
record Compose(String text, Map<String, Object> document) {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)(?::?[?-][^}]*)?}");

    static Compose read(String name) throws IOException {
        String text = Files.readString(Folder.DOCKER.resolve(name));
        return new Compose(text, new Yaml().load(interpolated(text)));
    }

    private static String interpolated(String text) throws IOException {
        Map<String, String> environment = exampleEnvironment();
        return VARIABLE.matcher(text)
                .replaceAll(variable -> Matcher.quoteReplacement(environment.getOrDefault(variable.group(1), "")));
    }

    /** Returns the variables of docker/.env.example, each without a value with one. */
    static Map<String, String> exampleEnvironment() throws IOException {
        Map<String, String> variables = new TreeMap<>();
        for (String line : Files.readAllLines(Folder.DOCKER.resolve(".env.example"))) {
            if (!line.isBlank() && !line.startsWith("#")) {
                int equals = line.indexOf('=');
                String value = line.substring(equals + 1);
                variables.put(line.substring(0, equals), value.isEmpty() ? "Example-1!" : value);
            }
        }
        return variables;
    }

    /** Returns the names of the variables in the file. */
    Set<String> variables() {
        Set<String> names = new TreeSet<>();
        VARIABLE.matcher(text)
                .results()
                .map((MatchResult result) -> result.group(1))
                .forEach(names::add);
        return names;
    }

    Map<String, Map<String, Object>> services() {
        return map(document.get("services"));
    }

    /** Returns a service's variable, or null. */
    String environment(String service, String name) {
        Object value = Compose.<Object>map(services().get(service).getOrDefault("environment", Map.of()))
                .get(name);
        return value == null ? null : value.toString();
    }

    /** Returns what a service's health check runs; empty if it has none. */
    Optional<List<Object>> healthTest(String service) {
        Map<String, Object> check = map(services().get(service).getOrDefault("healthcheck", Map.of()));
        return Optional.ofNullable(list(check.get("test")));
    }

    /** Returns the services that a service waits for, with what it waits for. */
    Map<String, String> waitsFor(String service) {
        Map<String, Map<String, String>> dependencies =
                map(services().get(service).getOrDefault("depends_on", Map.of()));
        Map<String, String> conditions = new TreeMap<>();
        dependencies.forEach((name, dependency) -> conditions.put(name, dependency.get("condition")));
        return conditions;
    }

    /** Returns the places on the host that a service mounts, seen from docker/. */
    List<Path> mounted(String service) {
        List<Object> volumes = list(services().get(service).getOrDefault("volumes", List.of()));
        return volumes.stream()
                .map(volume -> volume instanceof Map<?, ?> longForm
                        ? String.valueOf(longForm.get("source"))
                        : volume.toString().split(":", -1)[0])
                .filter(source -> source.startsWith("."))
                .map(source -> Folder.DOCKER.resolve(source).normalize())
                .toList();
    }

    @SuppressWarnings("unchecked") // the tests fail where the file has another form
    static <T> Map<String, T> map(Object value) {
        return (Map<String, T>) value;
    }

    @SuppressWarnings("unchecked") // the tests fail where the file has another form
    static List<Object> list(Object value) {
        return (List<Object>) value;
    }
}
