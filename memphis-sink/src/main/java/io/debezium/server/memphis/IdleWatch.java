package io.debezium.server.memphis;

import dev.memphis.delivery.options.MemphisConfig;
import dev.memphis.delivery.transport.GatewayStatus;
import dev.memphis.delivery.transport.VertxLoop;
import dev.memphis.delivery.writer.DeliveryException;
import dev.memphis.delivery.writer.Outage;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** A {@link GatewayWatch} with a loop of its own, so that it is in nobody's way. Safe from any thread. */
final class IdleWatch implements AutoCloseable {
    private static final Duration ANSWER = Duration.ofSeconds(5);

    private final VertxLoop loop;
    private final GatewayWatch watch;

    private IdleWatch(VertxLoop loop, GatewayWatch watch) {
        this.loop = loop;
        this.watch = watch;
    }

    static IdleWatch start(MemphisConfig config, Duration interval, HandledBatches.Engine engine) {
        VertxLoop loop = new VertxLoop();
        GatewayStatus gateway = new GatewayStatus(loop, config.gateway(), ANSWER);
        GatewayWatch watch = new GatewayWatch(
                loop,
                Clock.systemUTC(),
                gateway::ask,
                progress(engine),
                interval,
                config.delivery().outageAfter());
        loop.execute(watch::start);
        return new IdleWatch(loop, watch);
    }

    private static GatewayWatch.Progress progress(HandledBatches.Engine engine) {
        return new GatewayWatch.Progress() {
            @Override
            public long taken() {
                return engine.taken();
            }

            @Override
            public long settled() {
                try {
                    return engine.settled();
                } catch (DeliveryException e) {
                    // It has ended, and the server with it: nothing is to be looked at.
                    return Long.MAX_VALUE;
                }
            }
        };
    }

    /** Returns why the gateway is taken to be away, if it is. */
    Optional<Outage> absence() {
        return watch.absence();
    }

    @Override
    public void close() {
        watch.end();
        loop.close();
    }
}
