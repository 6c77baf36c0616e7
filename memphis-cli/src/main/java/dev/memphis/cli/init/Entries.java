package dev.memphis.cli.init;

import java.util.ArrayList;
import java.util.List;

/** All properties of a plan: the sink's, the source's, the server's. Stateless. */
final class Entries {
    static final String PASSWORD = "${MEMPHIS_PASSWORD}";

    private Entries() {}

    static List<Entry> sink(Plan plan) {
        List<Entry> entries = new ArrayList<>(List.of(
                new Entry("debezium.sink.type", "memphis", "Where changes go: to this sink."),
                Entry.sink(
                        "url",
                        plan.gateway(),
                        "The Memphis REST gateway; several, separated by commas, are used in turn when one is away."),
                Entry.sink("username", plan.user(), "A Memphis user of type application; memphis setup creates it."),
                Entry.sink(
                        "password",
                        PASSWORD,
                        "Its password, from a variable of the environment; password.file takes a file instead.")));
        plan.station()
                .ifPresent(station -> entries.add(Entry.sink(
                        "station",
                        station,
                        "One station for everything. Without this line each table has its own, named as its topic.")));
        entries.add(
                Entry.sink(
                        "event.id.header",
                        "Event-Id",
                        "Each message carries an id that is the same when it is sent again, so that consumers can tell duplicates."));
        return entries;
    }

    static List<Entry> source(Plan plan) {
        return SourceEntries.of(plan);
    }

    /** Returns where the server keeps how far it has come. */
    static List<Entry> offsets() {
        return List.of(
                Entry.source(
                        "offset.storage",
                        "io.debezium.server.memphis.offsets.DurableFileOffsetBackingStore",
                        "How far the source has been read, kept so that a kill at any moment leaves it whole."),
                Entry.source(
                        "offset.storage.file.filename",
                        "data/offsets.dat",
                        "In this file, counted from the server's folder. Keep it: without it the server begins anew."),
                Entry.source(
                        "offset.flush.interval.ms",
                        "100",
                        "How often it is saved. After a kill what came since is sent again."));
    }

    static List<Entry> server() {
        return List.of(
                new Entry(
                        "quarkus.http.port",
                        "8080",
                        "/q/health/ready tells whether delivery works, /q/health/live whether the server lives."),
                new Entry(
                        "quarkus.log.console.json",
                        "false",
                        "Lines for people; without this the server logs a JSON object a line."),
                new Entry("quarkus.log.level", "INFO", "How much is logged."));
    }
}
