package dev.memphis.testbed.load;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The versions of rows that came out of a station, in the order in which each came first. Confined to one thread. */
public final class Versions {
    private final Map<Integer, Integer> newest = new TreeMap<>();
    private final List<String> faults = new ArrayList<>();
    private long events;
    private long repeated;

    /** Takes note of an event; what came before comes again after a retry, which is no fault. */
    public void add(JsonNode event) {
        events++;
        int id = event.path("after").path("id").asInt();
        int version = event.path("after").path("version").asInt();
        int expected = newest.getOrDefault(id, -1) + 1;
        if (version > expected) {
            // Where a snapshot saw the row first, it starts with a later version.
            if (newest.containsKey(id)) {
                faults.add("row " + id + ": version " + version + " came where " + expected + " was due");
            }
            newest.put(id, version);
        } else if (version == expected) {
            newest.put(id, version);
        } else {
            repeated++;
        }
    }

    /** Says whether the newest version of each row is the one that it has at last. */
    public boolean reached(Map<Integer, Integer> last) {
        return newest.equals(last);
    }

    /** Returns what is missing or out of order, a line each; none if every version is there and in its order. */
    public List<String> faults(Map<Integer, Integer> last) {
        List<String> all = new ArrayList<>(faults);
        last.forEach((id, version) -> {
            if (!version.equals(newest.get(id))) {
                all.add("row " + id + ": its last version " + version + " is missing, there is " + newest.get(id));
            }
        });
        return all;
    }

    @Override
    public String toString() {
        return events + " events, " + repeated + " of them repeated, " + faults.size() + " out of order";
    }
}
