package dev.memphis.cli.source;

import dev.memphis.cli.config.ConfigFile;
import dev.memphis.delivery.event.StationNames;
import dev.memphis.delivery.options.ConfigurationException.Problem;
import dev.memphis.delivery.options.MemphisConfig;
import dev.memphis.delivery.options.StationName;
import io.debezium.server.memphis.ListedTopics;
import io.debezium.server.memphis.ListedTopics.Listed;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The stations a configuration would use, as far as it tells: the fixed one, or those of tables that are known. Immutable.
 *
 * @param events for events
 * @param own for receipts and dead letters
 * @param problems tables and topics that fall together or cannot have a station
 */
public record Stations(Set<String> events, Set<String> own, List<String> problems) {
    private static final String SCHEMA_CHANGES = "include.schema.changes";

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
        return of(new ListedTopics(all), settings, config);
    }

    private static Listed listed(SourceSettings settings, String table) {
        return new Listed("table " + table, table, ListedTopics.topic(settings.topicPrefix(), table));
    }

    private static Stations of(ListedTopics tables, SourceSettings settings, MemphisConfig config) {
        Set<String> events = new LinkedHashSet<>();
        config.events().station().ifPresent(events::add);
        if (config.events().station().isPresent()) {
            return new Stations(events, own(config), List.of());
        }
        List<Listed> all = new ArrayList<>(tables.tables());
        boolean statements = settings.connector().keepsHistory()
                && !settings.text(SCHEMA_CHANGES).equals(Optional.of("false"));
        if (statements && !all.isEmpty()) {
            String topic = settings.topicPrefix();
            all.add(new Listed(SourceSettings.name(SCHEMA_CHANGES), "statements that change tables", topic));
        }
        ListedTopics topics = new ListedTopics(all);
        StationNames names = config.stationNames();
        for (String topic : topics.topics()) {
            addIfValid(events, names, topic);
        }
        List<String> problems = topics.collisions(config, UnaryOperator.identity()).stream()
                .map(Problem::sentence)
                .toList();
        return new Stations(events, own(config), problems);
    }

    /** Why there is none is among the collisions. */
    private static void addIfValid(Set<String> events, StationNames names, String topic) {
        try {
            events.add(names.of(topic));
        } catch (IllegalArgumentException e) {
            // told there
        }
    }

    /** Returns all of them, those for events first. */
    public Set<String> all() {
        Set<String> all = new LinkedHashSet<>(events);
        all.addAll(own);
        all.removeIf(name -> !StationName.isValid(name));
        return all;
    }

    private static Set<String> own(MemphisConfig config) {
        return new LinkedHashSet<>(config.ownStations().keySet());
    }
}
