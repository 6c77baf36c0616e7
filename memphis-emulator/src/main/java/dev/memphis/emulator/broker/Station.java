package dev.memphis.emulator.broker;

import dev.memphis.emulator.schema.Schema;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A station: messages in order of arrival, and how far each consumer group has read. Confined to the emulator's loop. */
public final class Station {
    private final String name;
    private final int id;
    private final StationSettings settings;
    private final String createdBy;
    private final Instant created;
    private final Journal journal;
    private final MessageLog messages = new MessageLog();
    private final SortedMap<String, ConsumerGroup> groups = new TreeMap<>();
    private final SortedMap<String, Instant> producers = new TreeMap<>();
    private final DeadLetters deadLetters = new DeadLetters();
    private Optional<Schema> schema = Optional.empty();

    Station(String name, int id, StationSettings settings, String createdBy, Instant created, Journal journal) {
        this.name = name;
        this.id = id;
        this.settings = settings;
        this.createdBy = createdBy;
        this.created = created;
        this.journal = journal;
    }

    /** Returns its canonical name, in lower case. */
    public String name() {
        return name;
    }

    /** Returns its number among all stations that ever were. */
    public int id() {
        return id;
    }

    /** Returns what it was created with. */
    public StationSettings settings() {
        return settings;
    }

    /** Returns the user who created it, or first produced to it. */
    public String createdBy() {
        return createdBy;
    }

    /** Returns when it was created. */
    public Instant created() {
        return created;
    }

    // ---------------------------------------------------------------- messages

    void add(Message message, String producer) {
        producers.put(producer, message.arrived());
        journal.stored(this, messages.add(message), message);
        retain(message.arrived());
    }

    /** Drops what the retention no longer covers. */
    void retain(Instant now) {
        long before = messages.first();
        while (!messages.isEmpty() && outlived(messages.oldest(), now)) {
            messages.dropOldest();
        }
        if (messages.first() != before) {
            journal.dropped(this, messages.first());
        }
    }

    private boolean outlived(Message oldest, Instant now) {
        return switch (settings.retentionType()) {
            case "messages" -> messages.size() > settings.retentionValue();
            case "bytes" -> messages.bytes() > settings.retentionValue();
            case "message_age_sec" ->
                oldest.arrived()
                        .plus(Duration.ofSeconds(settings.retentionValue()))
                        .isBefore(now);
            case "ack_based" -> groups.values().stream().allMatch(group -> group.next() > messages.first());
            default -> false;
        };
    }

    /** Returns what it holds, oldest first. */
    public List<Message> messages() {
        return messages.from(messages.first(), messages.size());
    }

    /** Returns the newest messages, at most so many, oldest first. */
    public List<Message> newest(int most) {
        return messages.from(messages.last() + 1 - most, most);
    }

    /** Returns the messages with this number and higher ones, at most so many, oldest first; those dropped are left out. */
    public List<Message> from(long number, int most) {
        return messages.from(number, most);
    }

    /** Returns the message of a number, if it is still held. */
    public Optional<Message> message(long number) {
        return messages.from(number, 1).stream()
                .filter(found -> number >= messages.first())
                .findFirst();
    }

    /** Returns the number of the oldest message that is held, or would be: they are numbered from 1 in order of arrival. */
    public long first() {
        return messages.first();
    }

    /** Returns the number of the newest message, held or not: how many ever arrived. */
    public long arrivals() {
        return messages.last();
    }

    /** Returns how many messages are held. */
    public int size() {
        return messages.size();
    }

    /** Returns how many bytes the messages held count for. */
    public long bytes() {
        return messages.bytes();
    }

    /** Returns when each producer last stored a message, by its name. */
    public SortedMap<String, Instant> producers() {
        return Collections.unmodifiableSortedMap(producers);
    }

    // ---------------------------------------------------------------- consumers

    /** Returns how many messages a group has not read yet. A new group starts with the oldest one. */
    long unread(String group) {
        return messages.last() + 1 - next(group(group));
    }

    /** Returns a group's next messages, at most so many, and acknowledges them. */
    List<Message> read(String groupName, int most, Instant now) {
        ConsumerGroup group = group(groupName);
        List<Message> read = messages.from(next(group), most);
        if (!read.isEmpty()) {
            group.moveTo(next(group));
            group.read(read.size());
            journal.moved(this, groupName, group.next());
            journal.read();
            retain(now);
        }
        return read;
    }

    void seen(String group, String consumer, Instant when) {
        group(group).seen(consumer, when);
    }

    private ConsumerGroup group(String group) {
        return groups.computeIfAbsent(group, ignored -> {
            journal.moved(this, group, messages.first());
            return new ConsumerGroup(group, messages.first());
        });
    }

    /** What a group had not read and retention dropped is skipped. */
    private long next(ConsumerGroup group) {
        return Math.max(messages.first(), group.next());
    }

    /** Returns the groups that ever consumed from it. */
    public Collection<ConsumerGroup> groups() {
        return new ArrayList<>(groups.values());
    }

    /** Returns how many messages a group has not read yet. */
    public long lag(ConsumerGroup group) {
        return messages.last() + 1 - next(group);
    }

    // ---------------------------------------------------------------- schema and dead letters

    /** Returns the schema that messages have to fit, if there is one. */
    public Optional<Schema> schema() {
        return schema;
    }

    /** From now on takes only messages that fit a schema, or any again. */
    public void use(Optional<Schema> newSchema) {
        schema = newSchema;
        journal.catalogChanged();
    }

    void refuse(Message message, String cause, String producer, Instant when) {
        journal.refused(this, deadLetters.add(message, cause, producer, when));
    }

    /** Returns the messages that were refused because of its schema. */
    public DeadLetters deadLetters() {
        return deadLetters;
    }

    // ---------------------------------------------------------------- what was kept

    /** For what was kept over a restart, while the station is still empty. */
    public Restoring restoring() {
        return new Restoring();
    }

    /** Puts back what was kept over a restart; nothing of it is written down again. */
    public final class Restoring {
        private Restoring() {}

        public void startAt(long first) {
            messages.startAt(first);
        }

        public void message(Message message) {
            messages.add(message);
        }

        public void position(String group, long next) {
            groups.computeIfAbsent(group, name -> new ConsumerGroup(name, next)).moveTo(next);
        }

        public void deadLetter(DeadLetter letter) {
            deadLetters.add(letter);
        }

        public void schema(Schema kept) {
            schema = Optional.of(kept);
        }
    }
}
