package dev.memphis.emulator.disk;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.memphis.emulator.broker.DeadLetter;
import dev.memphis.emulator.broker.Message;
import java.time.Instant;
import java.util.Map;

/** What a station's log is made of, each a line of JSON. Immutable. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "entry")
@JsonSubTypes({
    @Type(value = Entry.Stored.class, name = "message"),
    @Type(value = Entry.Position.class, name = "position"),
    @Type(value = Entry.Refused.class, name = "refused"),
    @Type(value = Entry.First.class, name = "first")
})
sealed interface Entry {
    /** A message under its number. */
    record Stored(long number, Content message) implements Entry {
        static Stored of(long number, Message message) {
            return new Stored(number, Content.of(message));
        }
    }

    /** A group reads from this number on. */
    record Position(String group, long next) implements Entry {}

    /** A dead letter. */
    record Refused(long number, Content message, String cause, String producer, String when) implements Entry {
        static Refused of(DeadLetter letter) {
            return new Refused(
                    letter.number(),
                    Content.of(letter.message()),
                    letter.cause(),
                    letter.producer(),
                    letter.when().toString());
        }

        DeadLetter letter() {
            return new DeadLetter(number, message.message(), cause, producer, Instant.parse(when));
        }
    }

    /** A segment begins: the message that follows, or would, has this number. */
    record First(long number) implements Entry {}

    /**
     * A message as it is written down; its data in Base64.
     *
     * @param size with headers, as they count against the payload limit
     */
    record Content(String arrived, Map<String, String> headers, long size, byte[] data) {
        static Content of(Message message) {
            return new Content(message.arrived().toString(), message.headers(), message.size(), message.data());
        }

        Message message() {
            return new Message(data, () -> headers, (int) size - data.length, Instant.parse(arrived));
        }
    }
}
