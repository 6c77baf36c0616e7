package dev.memphis.emulator.console;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.memphis.emulator.broker.Broker;
import dev.memphis.emulator.broker.ConsumerGroup;
import dev.memphis.emulator.broker.DeadLetter;
import dev.memphis.emulator.broker.Message;
import dev.memphis.emulator.broker.Station;
import dev.memphis.emulator.broker.StationSettings;
import dev.memphis.emulator.gateway.FaultSwitches;
import dev.memphis.emulator.http.Reply;
import dev.memphis.emulator.process.Races;
import dev.memphis.emulator.record.Ring;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** What the live page is told, as JSON. Confined to the emulator's loop. */
record LiveDocuments(Broker broker, FaultSwitches faults, Ring ring, Races races) {
    /** How many of the newest messages a page gets when it opens, and at most with each push. */
    private static final int MOST_MESSAGES = 1000;

    private static final int MOST_AT_ONCE = 300;
    private static final int MOST_DEAD_LETTERS = 100;
    private static final int SHOWN_BYTES = 16 << 10;
    private static final int SHOWN_HEX_BYTES = 512;

    /** What arrived since somebody last looked: at most the newest, and how many were left out. */
    record Arrivals(long last, boolean any, ObjectNode document) {}

    ObjectNode state() {
        ObjectNode state = Reply.JSON.createObjectNode();
        ArrayNode stations = state.putArray("stations");
        broker.stations().forEach(station -> station(station, stations.addObject()));
        state.set("faults", FaultDocument.write(faults.state()));
        state.put("requests", ring.last());
        return state.set("races", Reply.JSON.valueToTree(races.all()));
    }

    private static void station(Station station, ObjectNode into) {
        StationSettings settings = station.settings();
        into.put("name", station.name())
                .put("messages", station.size())
                .put("bytes", station.bytes())
                .put("arrivals", station.arrivals())
                .put("retention_type", settings.retentionType())
                .put("retention_value", settings.retentionValue())
                .put("partitions", settings.partitions())
                .put("created", station.created().toString())
                .put("created_by", station.createdBy())
                .put("schema", station.schema().map(schema -> schema.name()).orElse(null));
        ObjectNode producers = into.putObject("producers");
        station.producers().forEach((name, last) -> producers.put(name, last.getEpochSecond()));
        ArrayNode groups = into.putArray("groups");
        station.groups().forEach(group -> group(station, group, groups.addObject()));
        into.put("dead", station.deadLetters().count());
    }

    private static void group(Station station, ConsumerGroup group, ObjectNode into) {
        into.put("name", group.name()).put("lag", station.lag(group)).put("delivered", group.delivered());
        ObjectNode consumers = into.putObject("consumers");
        group.consumers().forEach((name, last) -> consumers.put(name, last.getEpochSecond()));
    }

    /** The newest dead letters, newest last. */
    ObjectNode deadLetters(Station station) {
        ObjectNode document = Reply.JSON.createObjectNode().put("station", station.name());
        ArrayNode letters = document.putArray("dead_letters");
        List<DeadLetter> all = station.deadLetters().all();
        all.subList(Math.max(0, all.size() - MOST_DEAD_LETTERS), all.size())
                .forEach(letter -> deadLetter(letter, letters.addObject()));
        return document;
    }

    private static void deadLetter(DeadLetter letter, ObjectNode into) {
        into.put("number", letter.number())
                .put("cause", letter.cause())
                .put("producer", letter.producer())
                .put("when", letter.when().toString());
        content(letter.message(), into);
    }

    /** @param seen the number of the newest message that was told; none at the first look */
    Arrivals arrivals(Station station, Optional<Long> seen) {
        long last = station.arrivals();
        int most = seen.isEmpty() ? MOST_MESSAGES : MOST_AT_ONCE;
        long from = Math.max(seen.orElse(0L) + 1, last - most + 1);
        List<Message> messages = station.from(from, most);
        ObjectNode document = Reply.JSON.createObjectNode();
        document.put("station", station.name())
                .put(
                        "skipped",
                        seen.map(number -> Math.max(0, from - number - 1)).orElse(0L));
        ArrayNode rows = document.putArray("messages");
        long number = last - messages.size();
        for (Message message : messages) {
            ObjectNode row = rows.addObject().put("number", ++number);
            row.put("when", message.arrived().toString());
            content(message, row);
        }
        return new Arrivals(last, !messages.isEmpty(), document);
    }

    /** Text as text, other bytes in hexadecimal; the beginning of what is long. */
    private static void content(Message message, ObjectNode into) {
        byte[] data = message.data();
        into.put("size", data.length);
        Optional<String> text = text(data);
        text.ifPresentOrElse(
                whole -> into.put("text", whole),
                () -> into.put(
                        "hex", HexFormat.ofDelimiter(" ").formatHex(data, 0, Math.min(data.length, SHOWN_HEX_BYTES))));
        into.put("cut", data.length > (text.isPresent() ? SHOWN_BYTES : SHOWN_HEX_BYTES));
        ObjectNode headers = into.putObject("headers");
        message.headers().forEach(headers::put);
    }

    private static Optional<String> text(byte[] data) {
        if (data.length > SHOWN_BYTES) {
            return Optional.of(new String(data, 0, SHOWN_BYTES, StandardCharsets.UTF_8));
        }
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(data))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
