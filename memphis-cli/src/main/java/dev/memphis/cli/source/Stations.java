package dev.memphis.cli.source;

import dev.memphis.cli.config.ConfigFile;
import dev.memphis.delivery.event.StationNames;
import dev.memphis.delivery.options.MemphisConfig;
import dev.memphis.delivery.options.StationName;
import dev.memphis.delivery.reading.ConfigurationException.Problem;
import io.debezium.server.memphis.ListedTopics;
import io.debezium.server.memphis.ListedTopics.Listed;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The stations a configuration would use, as far as it tells: the fixed one, or those of tables that are known. Immutable.
 *
 * @param events for rows
 * @param others for what Debezium tells beside rows
 * @param own for receipts and dead letters
 * @param problems tables and topics that fall together or cannot have a station
 */
public record Stations(Set<String> events, Set<String> others, Set<String> own, List<String> problems) {
    /** Reads them off a configuration: tables are known as far as it lists them by name. */
    public static Stations of(ConfigFile file, MemphisConfig config) {
        return of(file, config, ListedTopics.of(file::text).tables(), new SourceSettings(file));
    }

    /**
     * The same where the tables are known from the database.
     *
     * @param captured those that the configuration captures
     */
    public static Stations of(ConfigFile file, MemphisConfig config, List<Table> captured) {
        SourceSettings settings = new SourceSettings(file);
        List<Listed> tables = ListedTopics.ruledOtherwise(file::text)
                ? List.of()
                : captured.stream().map(table -> listed(settings, table.full())).toList();
        return of(file, config, tables, settings);
    }

    /** The connector captures the table through which it is signalled, too. */
    private static Stations of(ConfigFile file, MemphisConfig config, List<Listed> tables, SourceSettings settings) {
        List<Listed> all = new ArrayList<>(tables);
        if (!ListedTopics.ruledOtherwise(file::text)) {
            settings.signalTable()
                    .filter(name ->
                            tables.stream().noneMatch(table -> table.table().equals(name)))
                    .ifPresent(name -> all.add(listed(settings, name)));
        }
        List<Listed> others =
                ListedTopics.ruledOtherwise(file::text) ? List.of() : OtherTopics.of(settings, config, !all.isEmpty());
        return of(all, others, config);
    }

    private static Listed listed(SourceSettings settings, String table) {
        return new Listed("table " + table, table, ListedTopics.topic(settings.topicPrefix(), table));
    }

    private static Stations of(List<Listed> tables, List<Listed> others, MemphisConfig config) {
        if (config.events().station().isPresent()) {
            return new Stations(Set.of(config.events().station().get()), Set.of(), own(config), List.of());
        }
        StationNames names = config.stationNames();
        List<Listed> all = new ArrayList<>(tables);
        all.addAll(others);
        List<String> problems = new ListedTopics(all)
                .collisions(config, UnaryOperator.identity()).stream()
                        .map(Problem::sentence)
                        .toList();
        return new Stations(valid(tables, names), valid(others, names), own(config), problems);
    }

    private static Set<String> valid(List<Listed> tables, StationNames names) {
        Set<String> stations = new LinkedHashSet<>();
        new ListedTopics(tables).topics().forEach(topic -> addIfValid(stations, names, topic));
        return stations;
    }

    /** Why there is none is among the collisions. */
    private static void addIfValid(Set<String> events, StationNames names, String topic) {
        try {
            events.add(names.of(topic));
        } catch (IllegalArgumentException e) {
            // told there
        }
    }

    /** Returns those that consumers read, those for rows first. */
    public Set<String> read() {
        Set<String> read = new LinkedHashSet<>(events);
        read.addAll(others);
        return read;
    }

    /** Returns all of them, those for rows first. */
    public Set<String> all() {
        Set<String> all = read();
        all.addAll(own);
        all.removeIf(name -> !StationName.isValid(name));
        return all;
    }

    private static Set<String> own(MemphisConfig config) {
        return new LinkedHashSet<>(config.ownStations().keySet());
    }
}
