package io.debezium.server.memphis.offsets;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;

/** A process that does nothing but save offsets, each the number after the last, and tells each that is saved. */
final class EndlessOffsets {
    static final ByteBuffer POSITION = ByteBuffer.wrap("position".getBytes(StandardCharsets.UTF_8));
    private static final ByteBuffer PADDING = ByteBuffer.wrap("padding".getBytes(StandardCharsets.UTF_8));
    private static final int MOST_PADDING = 1 << 18;

    private EndlessOffsets() {}

    public static void main(String[] arguments) throws IOException, UnusableOffsetsException {
        Random random = new Random(Long.parseLong(arguments[1]));
        OffsetFile file = new OffsetFile(Path.of(arguments[0]));
        long position = position(file.read());
        DataOutputStream saved = new DataOutputStream(System.out);
        while (true) {
            position++;
            byte[] padding = new byte[random.nextInt(MOST_PADDING)];
            file.replace(Map.of(
                    POSITION, ByteBuffer.allocate(Long.BYTES).putLong(0, position), PADDING, ByteBuffer.wrap(padding)));
            saved.writeLong(position);
            saved.flush();
        }
    }

    static long position(Map<ByteBuffer, ByteBuffer> offsets) {
        return offsets.isEmpty() ? 0 : offsets.get(POSITION).getLong(0);
    }
}
