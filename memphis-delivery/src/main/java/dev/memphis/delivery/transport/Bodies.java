package dev.memphis.delivery.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Request bodies, made without copying a value. Stateless. */
final class Bodies {
    private static final byte[] OPEN = {'['};
    private static final byte[] COMMA = {','};
    private static final byte[] CLOSE = {']'};

    private Bodies() {}

    static ByteBuf wrap(byte[] bytes) {
        return Unpooled.wrappedBuffer(bytes);
    }

    /** Returns the values as a JSON array: the values' own bytes with brackets and commas between, nothing re-encoded. */
    static ByteBuf array(List<byte[]> values) {
        byte[][] pieces = new byte[2 * values.size() + 1][];
        pieces[0] = OPEN;
        for (int i = 0; i < values.size(); i++) {
            pieces[2 * i + 1] = values.get(i);
            pieces[2 * i + 2] = COMMA;
        }
        pieces[pieces.length - 1] = CLOSE;
        return Unpooled.wrappedBuffer(pieces.length, pieces);
    }

    static ByteBuf gzip(ByteBuf body) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream(body.readableBytes() / 4 + 64);
        try (OutputStream gzip = new GZIPOutputStream(compressed)) {
            body.readBytes(gzip, body.readableBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("compressing in memory", e);
        }
        return wrap(compressed.toByteArray());
    }
}
