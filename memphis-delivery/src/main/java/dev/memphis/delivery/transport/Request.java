package dev.memphis.delivery.transport;

import dev.memphis.delivery.event.EventHeader;
import io.netty.buffer.ByteBuf;
import java.util.List;

/** A POST to the gateway. Its path holds the token: it is for no log. */
record Request(String path, String contentType, List<EventHeader> headers, ByteBuf body) {
    @Override
    public String toString() {
        return "Request[" + body.readableBytes() + " bytes]";
    }
}
