package dev.memphis.cli.init;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A DebeziumServer of the Debezium Operator, with its secrets and volume. Stateless. */
final class KubernetesText {
    private static final int WIDTH = 118;

    private KubernetesText() {}

    static String of(Plan plan) {
        String name = name(plan);
        String title = plan.source().title();
        return """
                # Debezium Server with the Memphis sink under the Debezium Operator: %s to Memphis. Made by memphis init;
                # docs/kubernetes.md says how to use it.
                apiVersion: v1
                kind: Secret
                metadata:
                  name: %s-memphis
                type: Opaque
                stringData:
                  # The password of the Memphis user; mounted as a file.
                  password: CHANGE-ME
                ---
                apiVersion: v1
                kind: Secret
                metadata:
                  name: %s-database
                type: Opaque
                stringData:
                  # Becomes a variable of the environment, which the server reads as a property. It takes $$ for one $.
                  %s: CHANGE-ME
                ---
                apiVersion: v1
                kind: PersistentVolumeClaim
                metadata:
                  name: %s-data
                spec:
                  accessModes: [ReadWriteOnce]
                  resources:
                    requests:
                      storage: 1Gi
                ---
                apiVersion: debezium.io/v1alpha1
                kind: DebeziumServer
                metadata:
                  name: %s
                spec:
                  # Built with docker/server/Dockerfile and pushed to a registry that the cluster reaches.
                  image: registry.example.org/debezium-server-memphis:0.1.0
                  quarkus:
                    config:
                      # Lines for people; without this the server logs a JSON object a line.
                      log.console.json: false
                  sink:
                    type: memphis
                    config:
                %s
                  source:
                    class: %s
                    offset:
                      store:
                %s
                %s    config:
                %s%s
                  runtime:
                    environment:
                      from:
                        - secretRef:
                            name: %s-database
                    storage:
                      data:
                        # Offsets outlive the pod.
                        type: persistent
                        claimName: %s-data
                      external:
                        # Mounted at /debezium/external/memphis.
                        - name: memphis
                          secret:
                            secretName: %s-memphis
                    templates:
                      pod:
                        securityContext:
                          # The group that may write the volume.
                          fsGroup: 185
                """.formatted(
                        title,
                        name,
                        name,
                        variable(plan),
                        name,
                        name,
                        config(sink(plan), 6),
                        source(plan).getFirst().value(),
                        store(Entries.offsets().subList(0, 2)) + "\n"
                                + flush(Entries.offsets().getLast()),
                        history(plan),
                        config(source(plan).subList(1, source(plan).size()), 6),
                        transforms(plan),
                        name,
                        name,
                        name);
    }

    /** Returns a name that Kubernetes and Compose take. */
    static String name(Plan plan) {
        String name = plan.prefix()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-+|-+$", "");
        return (name.isEmpty() ? "" : name + "-") + "cdc";
    }

    private static String variable(Plan plan) {
        return Entries.source(plan).stream()
                .filter(Entry::isVariable)
                .map(entry -> entry.name().toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_"))
                .collect(Collectors.joining());
    }

    private static List<Entry> sink(Plan plan) {
        return Entries.sink(plan).stream()
                .filter(Entry::isSink)
                .map(entry -> entry.isVariable()
                        ? Entry.sink(
                                "password.file",
                                "/debezium/external/memphis/password",
                                "Its password: the secret above, as a file.")
                        : entry)
                .toList();
    }

    private static List<Entry> source(Plan plan) {
        return Entries.source(plan).stream()
                .filter(entry -> entry.isSource() && !entry.isVariable())
                .filter(entry -> !isHistory(entry))
                .toList();
    }

    private static boolean isHistory(Entry entry) {
        return entry.shortName().startsWith("schema.history.internal");
    }

    private static String history(Plan plan) {
        List<Entry> entries =
                Entries.source(plan).stream().filter(KubernetesText::isHistory).toList();
        return entries.isEmpty() ? "" : "    schemaHistory:\n      store:\n" + store(entries) + "\n";
    }

    /** @param entries the store's class and its file */
    private static String store(List<Entry> entries) {
        Entry type =
                new Entry("type", entries.getFirst().value(), entries.getFirst().why());
        Entry file = new Entry(
                "file.filename", entries.getLast().value(), entries.getLast().why());
        return config(List.of(type), 8) + "\n        config:\n" + config(List.of(file), 10);
    }

    /** A number to the operator, so not in quotes. */
    private static String flush(Entry interval) {
        return config(List.of(Entry.source("flushMs", interval.value(), interval.why())), 6)
                .replace(quoted(interval.value()), interval.value());
    }

    /** The operator has a list of its own for transforms. */
    private static String transforms(Plan plan) {
        List<Entry> entries = Entries.source(plan).stream()
                .filter(entry -> entry.name().startsWith("debezium.transforms.unfold."))
                .toList();
        if (entries.isEmpty()) {
            return "";
        }
        String type = entries.getFirst().value();
        List<Entry> rest = entries.subList(1, entries.size()).stream()
                .map(entry -> new Entry(
                        entry.name().substring("debezium.transforms.unfold.".length()), entry.value(), entry.why()))
                .toList();
        return "\n  transforms:\n    # " + entries.getFirst().why() + "\n    - type: " + type + "\n      config:\n"
                + config(rest, 8);
    }

    private static String config(List<Entry> entries, int indent) {
        String margin = " ".repeat(indent);
        StringBuilder text = new StringBuilder();
        for (Entry entry : entries) {
            for (String line : Comments.lines(entry.why(), WIDTH - indent - 2)) {
                text.append(margin).append("# ").append(line).append('\n');
            }
            text.append(margin)
                    .append(entry.shortName())
                    .append(": ")
                    .append(quoted(entry.value()))
                    .append('\n');
        }
        return text.toString().stripTrailing();
    }

    private static String quoted(String value) {
        return "'" + value.replace("'", "''") + "'";
    }
}
