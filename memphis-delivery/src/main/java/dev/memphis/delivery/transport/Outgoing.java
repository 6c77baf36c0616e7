package dev.memphis.delivery.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be written to a connection: gathered for as long as the loop is at one task, then written in one piece.
 * Confined to the loop.
 */
// Wrapping a Netty buffer is Vert.x 4's only way to send bytes that it does not copy.
@SuppressWarnings("deprecation")
final class Outgoing {
    /** More than this is not gathered: the gateway can start on it. */
    private static final int PIECE = 128 << 10;

    private final VertxLoop loop;
    private final List<ByteBuf> gathered = new ArrayList<>();
    /** Null until the connection is open. */
    private @Nullable NetSocket socket;

    private int size;
    private boolean flushComes;

    Outgoing(VertxLoop loop) {
        this.loop = loop;
    }

    /** The connection is open: what was gathered goes out, and what comes goes out soon. */
    void to(NetSocket opened) {
        socket = opened;
        flush(opened);
    }

    void add(ByteBuf bytes) {
        gathered.add(bytes);
        size += bytes.readableBytes();
        NetSocket open = socket;
        if (open == null) {
            return;
        }
        if (size >= PIECE) {
            flush(open);
        } else if (!flushComes) {
            flushComes = true;
            loop.execute(() -> {
                flushComes = false;
                flush(open);
            });
        }
    }

    private void flush(NetSocket open) {
        if (!gathered.isEmpty()) {
            ByteBuf all = Unpooled.wrappedBuffer(gathered.size(), gathered.toArray(ByteBuf[]::new));
            gathered.clear();
            size = 0;
            open.write(Buffer.buffer(all));
        }
    }
}
