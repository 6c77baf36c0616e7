package dev.memphis.emulator.disk;

import dev.memphis.emulator.broker.DeadLetter;
import dev.memphis.emulator.broker.Message;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** What a station's log is made of. Immutable. */
sealed interface Entry {
    /** A message under its number. */
    record Stored(long number, Message message) implements Entry {}

    /** A group reads from this number on. */
    record Position(String group, long next) implements Entry {}

    record Refused(DeadLetter letter) implements Entry {}

    /** A segment begins: the message that follows, or would, has this number. */
    record First(long number) implements Entry {}

    /** The entry without its frame. */
    default byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            switch (this) {
                case Stored stored -> {
                    out.writeByte('m');
                    out.writeLong(stored.number());
                    write(stored.message(), out);
                }
                case Position position -> {
                    out.writeByte('p');
                    text(position.group(), out);
                    out.writeLong(position.next());
                }
                case Refused refused -> {
                    DeadLetter letter = refused.letter();
                    out.writeByte('d');
                    out.writeLong(letter.number());
                    text(letter.cause(), out);
                    text(letter.producer(), out);
                    write(letter.when(), out);
                    write(letter.message(), out);
                }
                case First first -> {
                    out.writeByte('f');
                    out.writeLong(first.number());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void write(Message message, DataOutputStream out) throws IOException {
        write(message.arrived(), out);
        Map<String, String> headers = message.headers();
        out.writeInt(headers.size());
        for (Map.Entry<String, String> header : headers.entrySet()) {
            text(header.getKey(), out);
            text(header.getValue(), out);
        }
        byte[] data = message.data();
        out.writeInt((int) message.size() - data.length);
        out.writeInt(data.length);
        out.write(data);
    }

    private static void write(Instant instant, DataOutputStream out) throws IOException {
        out.writeLong(instant.getEpochSecond());
        out.writeInt(instant.getNano());
    }

    private static void text(String text, DataOutputStream out) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    /** @throws IOException if these are not the bytes of an entry */
    static Entry read(DataInputStream in) throws IOException {
        int kind = in.readUnsignedByte();
        return switch (kind) {
            case 'm' -> new Stored(in.readLong(), message(in));
            case 'p' -> new Position(text(in), in.readLong());
            case 'd' -> {
                long number = in.readLong();
                String cause = text(in);
                String producer = text(in);
                Instant when = instant(in);
                yield new Refused(new DeadLetter(number, message(in), cause, producer, when));
            }
            case 'f' -> new First(in.readLong());
            default -> throw new IOException("no entry begins with " + kind);
        };
    }

    private static Message message(DataInputStream in) throws IOException {
        Instant arrived = instant(in);
        Map<String, String> headers = new TreeMap<>();
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            headers.put(text(in), text(in));
        }
        int headerBytes = in.readInt();
        byte[] data = in.readNBytes(in.readInt());
        return new Message(data, () -> headers, headerBytes, arrived);
    }

    private static Instant instant(DataInputStream in) throws IOException {
        return Instant.ofEpochSecond(in.readLong(), in.readInt());
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    }
}
