package dev.memphis.delivery.event;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Which station a topic's events go to. Station names are lower case, of {@code a-z0-9_.-}, begin and end with a letter
 * or digit and have at most 128 characters (contract, "Stations and users"). Not safe for use by several threads.
 */
public final class StationNames {
    private static final int LONGEST = 128;

    private final Optional<String> fixed;
    private final String prefix;
    private final String stationOption;
    private final Map<String, String> stationOfTopic = new HashMap<>();
    private final Map<String, String> topicOfStation = new HashMap<>();
    private final Map<String, String> optionOfStation;

    /**
     * @param fixed one station for every topic, or empty
     * @param prefix put before names made from topics
     * @param stationOption the name of the option that gives the one station, as the user writes it
     * @param own stations that are no topic's: for receipts and dead letters; each with the option that names it
     */
    public StationNames(Optional<String> fixed, String prefix, String stationOption, Map<String, String> own) {
        this.fixed = fixed;
        this.prefix = prefix;
        this.stationOption = stationOption;
        this.optionOfStation = Map.copyOf(own);
    }

    /**
     * Returns the station of a topic.
     *
     * @throws IllegalArgumentException if nothing valid can be made of the topic's name, or another topic already has
     *     this station, or receipts or dead letters do: their events would be mixed in silence
     */
    public String of(String topic) {
        return fixed.orElseGet(() -> stationOfTopic.computeIfAbsent(topic, this::settle));
    }

    private String settle(String topic) {
        String station = valid(prefix + topic);
        if (station.isEmpty()) {
            throw new IllegalArgumentException("no station name can be made of topic '" + topic
                    + "': it has no letter or digit; set " + stationOption);
        }
        if (station.length() > LONGEST) {
            throw new IllegalArgumentException("topic '" + topic + "' makes a station name of " + station.length()
                    + " characters, at most " + LONGEST + " are allowed; shorten it with a RegexRouter transform");
        }
        String option = optionOfStation.get(station);
        if (option != null) {
            throw new IllegalArgumentException("topic '" + topic + "' would fall into station '" + station
                    + "', which is that of " + option + "; name another there");
        }
        String other = topicOfStation.putIfAbsent(station, topic);
        if (other != null) {
            throw new IllegalArgumentException("topics '" + other + "' and '" + topic
                    + "' would both fall into station '"
                    + station + "'; tell them apart with a RegexRouter transform, or name one station for all with "
                    + stationOption);
        }
        return station;
    }

    private static String valid(String name) {
        String allowed = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_.-]", "_");
        return allowed.replaceAll("^[^a-z0-9]+|[^a-z0-9]+$", "");
    }
}
