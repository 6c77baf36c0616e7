package dev.memphis.cli.produce;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/** Lines as the bytes that they are, without their ends. Of an endless line no more is kept than may be sent, and a byte. */
final class LineReader {
    private final InputStream in;
    private final int most;

    /** @param in buffered */
    LineReader(InputStream in, int most) {
        this.in = in;
        this.most = most;
    }

    /** Returns the next line; empty at the end. */
    Optional<byte[]> next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int b = in.read();
        if (b < 0) {
            return Optional.empty();
        }
        while (b >= 0 && b != '\n') {
            if (line.size() <= most) {
                line.write(b);
            }
            b = in.read();
        }
        return Optional.of(withoutReturn(line.toByteArray()));
    }

    private static byte[] withoutReturn(byte[] line) {
        boolean ends = line.length > 0 && line[line.length - 1] == '\r';
        return ends ? Arrays.copyOf(line, line.length - 1) : line;
    }
}
