package io.debezium.server.memphis.gateway;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Request bodies, made without copying a value. Stateless. */
// Wrapping a Netty buffer is Vert.x 4's only way to send bytes that it does not copy.
@SuppressWarnings("deprecation")
final class Bodies {
    private static final byte[] OPEN = {'['};
    private static final byte[] COMMA = {','};
    private static final byte[] CLOSE = {']'};

    private Bodies() {}

    static Buffer wrap(byte[] bytes) {
        return Buffer.buffer(Unpooled.wrappedBuffer(bytes));
    }

    /** Returns the values as a JSON array: the values' own bytes with brackets and commas between, nothing re-encoded. */
    static Buffer array(List<byte[]> values) {
        byte[][] pieces = new byte[2 * values.size() + 1][];
        pieces[0] = OPEN;
        for (int i = 0; i < values.size(); i++) {
            pieces[2 * i + 1] = values.get(i);
            pieces[2 * i + 2] = COMMA;
        }
        pieces[pieces.length - 1] = CLOSE;
        return Buffer.buffer(Unpooled.wrappedBuffer(pieces.length, pieces));
    }

    static Buffer gzip(Buffer body) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream(body.length() / 4 + 64);
        ByteBuf bytes = body.getByteBuf();
        try (OutputStream gzip = new GZIPOutputStream(compressed)) {
            bytes.readBytes(gzip, bytes.readableBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("compressing in memory", e);
        }
        return wrap(compressed.toByteArray());
    }
}
