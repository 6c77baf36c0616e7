package dev.memphis.emulator.broker;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A station: messages in order of arrival, and the position of each consumer group. Confined to the emulator's loop. */
public final class Station {
    private final String name;
    private final int id;
    private final StationSettings settings;
    private final String createdBy;
    private final Instant created;
    private final Deque<Message> messages = new ArrayDeque<>();
    private final Map<String, Long> positions = new HashMap<>();
    private long dropped;
    private long bytes;

    Station(String name, int id, StationSettings settings, String createdBy, Instant created) {
        this.name = name;
        this.id = id;
        this.settings = settings;
        this.createdBy = createdBy;
        this.created = created;
    }

    public String name() {
        return name;
    }

    public int id() {
        return id;
    }

    public StationSettings settings() {
        return settings;
    }

    public String createdBy() {
        return createdBy;
    }

    public Instant created() {
        return created;
    }

    void add(Message message) {
        messages.add(message);
        bytes += message.size();
        retain(message.arrived());
    }

    /** Drops what the retention no longer covers. */
    void retain(Instant now) {
        while (!messages.isEmpty() && outlived(messages.peek(), now)) {
            bytes -= messages.remove().size();
            dropped++;
        }
    }

    private boolean outlived(Message oldest, Instant now) {
        return switch (settings.retentionType()) {
            case "messages" -> messages.size() > settings.retentionValue();
            case "bytes" -> bytes > settings.retentionValue();
            case "message_age_sec" ->
                oldest.arrived()
                        .plus(Duration.ofSeconds(settings.retentionValue()))
                        .isBefore(now);
            default -> false;
        };
    }

    /** Returns how many messages a group has not read yet. A new group starts with the oldest one. */
    long unread(String group) {
        return dropped + messages.size() - position(group);
    }

    /** Returns a group's next messages, at most so many, and acknowledges them. */
    List<Message> read(String group, int most) {
        long from = position(group);
        List<Message> read = new ArrayList<>();
        messages.stream().skip(from - dropped).limit(most).forEach(read::add);
        positions.put(group, from + read.size());
        return read;
    }

    private long position(String group) {
        return Math.max(dropped, positions.computeIfAbsent(group, name -> dropped));
    }

    public List<Message> messages() {
        return List.copyOf(messages);
    }

    /** Returns the newest messages, at most so many, oldest first. */
    public List<Message> newest(int most) {
        List<Message> newest = new ArrayList<>();
        Iterator<Message> backwards = messages.descendingIterator();
        while (newest.size() < most && backwards.hasNext()) {
            newest.add(backwards.next());
        }
        return newest.reversed();
    }

    /** Returns how many messages are held. */
    public int size() {
        return messages.size();
    }

    /** Returns how many bytes the messages held count for. */
    public long bytes() {
        return bytes;
    }

    /** Returns how many messages each consumer group has not read yet, by its name. */
    public SortedMap<String, Long> lags() {
        SortedMap<String, Long> lags = new TreeMap<>();
        positions.keySet().forEach(group -> lags.put(group, unread(group)));
        return lags;
    }

    /** Returns how many messages ever arrived. */
    public long arrivals() {
        return dropped + messages.size();
    }
}
