package dev.memphis.delivery.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import org.jspecify.annotations.Nullable;

/**
 * What is to be written to a connection: gathered for as long as the loop is at one task, then written in one piece. It is gathered
 * where the operating system can take it from, so that nothing of it is copied again. Confined to the loop.
 */
// Wrapping a Netty buffer is Vert.x 4's only way to send bytes that it does not copy.
@SuppressWarnings("deprecation")
final class Outgoing {
    /** More than this is not gathered: the gateway can start on it. */
    private static final int PIECE = 128 << 10;

    /** Enough for a trickle; what flows grows to a piece. */
    private static final int FIRST = 16 << 10;

    private final Loop loop;
    /** Null until the connection is open. */
    private @Nullable NetSocket socket;
    /** Null where nothing is gathered. */
    private @Nullable ByteBuf gathered;

    private boolean flushComes;

    Outgoing(Loop loop) {
        this.loop = loop;
    }

    /** The connection is open: what was gathered goes out, and what comes goes out soon. */
    void to(NetSocket opened) {
        socket = opened;
        flush(opened);
    }

    /** Returns where to write what is to go out; {@link #written} follows. */
    ByteBuf end() {
        ByteBuf bytes = gathered;
        if (bytes == null) {
            bytes = PooledByteBufAllocator.DEFAULT.directBuffer(FIRST);
            gathered = bytes;
        }
        return bytes;
    }

    /** Something was written, and goes out soon. */
    void written() {
        NetSocket open = socket;
        if (open == null) {
            return;
        }
        if (end().readableBytes() >= PIECE) {
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
        ByteBuf bytes = gathered;
        if (bytes != null) {
            gathered = null;
            open.write(Buffer.buffer(bytes)).onComplete(ignored -> bytes.release());
        }
    }

    /** The connection has ended: what did not go out never will. */
    void drop() {
        if (gathered != null) {
            gathered.release();
            gathered = null;
        }
    }
}
