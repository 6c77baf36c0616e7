package dev.memphis.cli.init;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** A source and a sink connector for Kafka Connect: explained for connect-standalone, and as JSON for a cluster. Stateless. */
final class ConnectText {
    private static final JsonMapper JSON = new JsonMapper();

    private ConnectText() {}

    static List<Output> of(Plan plan) {
        String title = " of Kafka Connect: " + plan.source().title() + " to Memphis. Made by memphis init.";
        List<Entry> source = source(plan);
        List<Entry> sink = sink(plan);
        return List.of(
                new Output("source.properties", text("The source connector" + title, source)),
                new Output("source.json", json(source)),
                new Output("memphis-sink.properties", text("The sink connector" + title, sink)),
                new Output("memphis-sink.json", json(sink)));
    }

    /** Returns the name under which a cluster knows the source connector: the REST API refuses another one in the URL. */
    static String sourceName(Plan plan) {
        return plan.prefix() + "-source";
    }

    static String sinkName(Plan plan) {
        return plan.prefix() + "-to-memphis";
    }

    private static List<Entry> source(Plan plan) {
        List<Entry> entries = new ArrayList<>();
        entries.add(new Entry("name", sourceName(plan), "The connector's name."));
        for (Entry entry : Entries.source(plan)) {
            if (!entry.shortName().startsWith("schema.history.internal")) {
                entries.add(new Entry(
                        entry.isSource() ? entry.shortName() : entry.name().substring("debezium.".length()),
                        ofWorker(entry.value()),
                        ofWorkerWhy(entry)));
            }
        }
        if (plan.source().keepsHistory()) {
            entries.add(
                    new Entry(
                            "schema.history.internal.kafka.bootstrap.servers",
                            "localhost:9092",
                            "The log tells changes of tables as statements; how the tables were is kept in a topic of this Kafka."));
            entries.add(new Entry(
                    "schema.history.internal.kafka.topic",
                    plan.prefix() + "-schema-history",
                    "That topic: of one partition, kept for ever."));
        }
        return entries;
    }

    private static List<Entry> sink(Plan plan) {
        List<Entry> entries = new ArrayList<>(List.of(
                new Entry(
                        "name",
                        sinkName(plan),
                        "The connector's name; the receipt stations and metrics are named after it."),
                new Entry(
                        "connector.class",
                        "dev.memphis.connect.MemphisSinkConnector",
                        "memphis-connect-VERSION.zip, unpacked where the workers' plugin.path leads."),
                new Entry("tasks.max", "1", "How many tasks share the topics' partitions."),
                new Entry(
                        "topics.regex",
                        (plan.prefix() + ".").replace(".", "\\.") + ".*",
                        "Every topic of the source connector.")));
        for (Entry entry : Entries.sink(plan)) {
            if (entry.isSink()) {
                entries.add(new Entry("memphis." + entry.shortName(), ofWorker(entry.value()), ofWorkerWhy(entry)));
            }
        }
        return entries;
    }

    /** Connect has a syntax of its own for variables. */
    private static String ofWorker(String value) {
        return value.startsWith("${") ? "${env:" + value.substring(2) : value;
    }

    private static String ofWorkerWhy(Entry entry) {
        return entry.isVariable()
                ? "The password, from a variable of the workers' environment; they need config.providers=env and"
                        + " config.providers.env.class=org.apache.kafka.common.config.provider.EnvVarConfigProvider."
                : entry.why();
    }

    private static String text(String title, List<Entry> entries) {
        return new PropertiesText(title).section("the connector", entries).toString();
    }

    private static String json(List<Entry> entries) {
        ObjectNode object = JSON.createObjectNode();
        entries.forEach(entry -> object.put(entry.name(), entry.value()));
        return object.toPrettyString() + "\n";
    }
}
