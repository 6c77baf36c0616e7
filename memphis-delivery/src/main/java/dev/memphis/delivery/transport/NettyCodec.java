package dev.memphis.delivery.transport;

import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;

/**
 * What the two halves of Netty's HTTP codec need when they are called by hand, and not by way of a channel's pipeline, which
 * costs as much as they do, and the compiler of a new server more than all else about a request. Stateless.
 */
final class NettyCodec {
    /** Buffers are left to the garbage collector, as those of Vert.x: nobody has to release them. */
    static final UnpooledByteBufAllocator HEAP = new UnpooledByteBufAllocator(false);

    /** Where the halves find their allocator; shared, for nothing ever passes through it. */
    static final ChannelHandlerContext CONTEXT = context();

    private NettyCodec() {}

    private static ChannelHandlerContext context() {
        EmbeddedChannel channel = new EmbeddedChannel(new ChannelInboundHandlerAdapter());
        channel.config().setAllocator(HEAP);
        return channel.pipeline().firstContext();
    }

    /** What a half does; it may throw anything. */
    interface Step {
        void go() throws Exception;
    }

    /** @throws RuntimeException if what is spoken is not HTTP */
    static void tried(Step step) {
        try {
            step.go();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalArgumentException("what is spoken is not HTTP", e);
        }
    }
}
