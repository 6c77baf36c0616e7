package dev.memphis.cli;

import dev.memphis.delivery.event.StationNames;
import dev.memphis.delivery.options.MemphisConfig;
import dev.memphis.delivery.options.StationName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The stations a configuration would use, as far as it tells: the fixed one, or those of the tables that are listed by
 * name. Immutable.
 *
 * @param events for events
 * @param own for receipts and dead letters
 * @param problems topics that cannot have a station
 */
public record Stations(Set<String> events, Set<String> own, List<String> problems) {
    private static final Pattern PLAIN_NAME = Pattern.compile("[\\w$-]+(\\.[\\w$-]+)+");
    private static final List<String> LISTS =
            List.of("debezium.source.table.include.list", "debezium.source.collection.include.list");

    /** Reads them off a configuration. */
    public static Stations of(ConfigFile file, MemphisConfig config) {
        Set<String> events = new LinkedHashSet<>();
        List<String> problems = new ArrayList<>();
        StationNames names = new StationNames(
                config.events().station(),
                config.events().stationPrefix(),
                config.names().of("station"));
        config.events().station().ifPresent(events::add);
        for (String table : config.events().station().isPresent() ? List.<String>of() : tables(file)) {
            try {
                events.add(names.of(config.events().topicPrefix() + "." + table));
            } catch (IllegalArgumentException e) {
                problems.add(e.getMessage());
            }
        }
        return new Stations(events, own(config), problems);
    }

    /** Returns all of them, those for events first. */
    public Set<String> all() {
        Set<String> all = new LinkedHashSet<>(events);
        all.addAll(own);
        all.removeIf(name -> !StationName.isValid(name));
        return all;
    }

    private static Set<String> own(MemphisConfig config) {
        Set<String> own = new LinkedHashSet<>();
        if (config.receipts().enabled()) {
            own.add(config.receipts().station());
        }
        config.delivery().deadLetterStation().ifPresent(own::add);
        return own;
    }

    /** The lists hold regular expressions; an entry that is a plain name, perhaps with escaped dots, is taken. */
    private static List<String> tables(ConfigFile file) {
        return LISTS.stream()
                .flatMap(list -> file.text(list).stream())
                .flatMap(text -> Arrays.stream(text.split(",", -1)))
                .map(entry -> entry.strip().replace("\\.", "."))
                .filter(entry -> PLAIN_NAME.matcher(entry).matches())
                .distinct()
                .toList();
    }
}
