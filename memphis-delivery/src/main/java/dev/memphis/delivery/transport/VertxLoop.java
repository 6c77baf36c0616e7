package dev.memphis.delivery.transport;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.dns.AddressResolverOptions;
import io.vertx.core.file.FileSystemOptions;
import java.time.Duration;
import java.util.function.Consumer;

/** One Vert.x event loop, of the sink's own so that nothing else in the server can hold it up. */
public final class VertxLoop implements Loop, AutoCloseable {
    private final Vertx vertx;
    private final Context context;

    /** Starts a loop that looks addresses up as the machine is set up to. */
    public VertxLoop() {
        this(new AddressResolverOptions());
    }

    /** @param names where addresses are looked up: by the loop itself, which a name service that is dead cannot hold up */
    VertxLoop(AddressResolverOptions names) {
        vertx = Vertx.vertx(new VertxOptions()
                .setAddressResolverOptions(names)
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(2)
                .setFileSystemOptions(new FileSystemOptions()
                        .setClassPathResolvingEnabled(false)
                        .setFileCachingEnabled(false)));
        context = vertx.getOrCreateContext();
    }

    /** Says whom to tell of an error that nobody caught: what runs on the loop cannot be relied on any more. */
    public void onError(Consumer<Throwable> told) {
        context.exceptionHandler(told::accept);
    }

    Vertx vertx() {
        return vertx;
    }

    @Override
    public void execute(Runnable task) {
        context.runOnContext(ignored -> task.run());
    }

    @Override
    public Runnable schedule(Duration delay, Runnable task) {
        // A timer of less than a millisecond is refused.
        long id = vertx.setTimer(Math.max(1, delay.toMillis()), ignored -> task.run());
        return () -> vertx.cancelTimer(id);
    }

    @Override
    public boolean isHere() {
        Context current = Vertx.currentContext();
        return current != null && current.owner() == vertx && Context.isOnEventLoopThread();
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public void close() {
        vertx.close();
    }
}
