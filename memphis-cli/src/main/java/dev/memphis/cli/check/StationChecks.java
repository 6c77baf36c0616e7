package dev.memphis.cli.check;

import dev.memphis.cli.ManagementOptions;
import dev.memphis.cli.source.Stations;
import dev.memphis.client.ManagementApi;
import dev.memphis.client.Station;
import dev.memphis.client.http.CallException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** The stations that would be used: which, and, with the management API, whether they are there and what they keep. */
final class StationChecks {
    /** What a station keeps that Memphis made for its first message (contract, "Stations and users"). */
    private static final Duration SHORT = Duration.ofHours(1);

    private static final int SHOWN = 20;

    private final Stations stations;
    private final ManagementOptions management;
    private final SchemaChecks schemas;
    private final Findings findings;

    StationChecks(Stations stations, ManagementOptions management, SchemaChecks schemas, Findings findings) {
        this.stations = stations;
        this.management = management;
        this.schemas = schemas;
        this.findings = findings;
    }

    void run(URI gateway) throws InterruptedException {
        for (String problem : stations.problems()) {
            findings.bad("Names", problem, "");
        }
        if (stations.events().isEmpty()) {
            findings.skipped(
                    "Stations", "events: named after the topics, which the configuration does not list one by one");
        }
        if (management.given()) {
            management.exposure(gateway).ifPresent(open -> findings.warning("Security", open.what(), open.remedy()));
            look(gateway, stations.all(), stations.read());
        } else {
            list(stations.all());
        }
    }

    private void list(Set<String> names) {
        names.stream().limit(SHOWN).forEach(name -> findings.skipped("Station", name));
        if (names.size() > SHOWN) {
            findings.skipped("Station", "and " + (names.size() - SHOWN) + " more");
        }
        findings.skipped("Stations", "not looked at: that needs the management API (--management-password)");
    }

    private void look(URI gateway, Set<String> names, Set<String> events) throws InterruptedException {
        try (ManagementApi api = management.open(gateway)) {
            for (String name : names) {
                Optional<Station> station = api.station(name);
                tell(name, station, events.contains(name));
                if (station.isPresent() && stations.events().contains(name)) {
                    schemas.station(api, name);
                }
            }
        } catch (CallException e) {
            findings.bad("Stations", e.getMessage(), "check --management-url, --management-user and the password");
        }
    }

    private void tell(String name, Optional<Station> station, boolean forEvents) {
        if (station.isEmpty()) {
            findings.warning(
                    "Station",
                    name + " is not there; the first event would create it, to keep messages for 1 h only",
                    "create it with memphis setup");
        } else if (station.get().partitions() > 1) {
            findings.warning(
                    "Station",
                    name + " " + station.get().words(),
                    "order holds on one partition only: create the station with one");
        } else if (forEvents && station.get().keepsAtMost(SHORT)) {
            findings.warning(
                    "Station",
                    name + " " + station.get().words(),
                    "a consumer that is away for longer misses events; what a first event creates has just this, what"
                            + " memphis setup creates keeps them for 7 d");
        } else {
            findings.good("Station", name + " " + station.get().words());
        }
    }
}
