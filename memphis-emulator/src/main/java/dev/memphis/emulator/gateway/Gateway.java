package dev.memphis.emulator.gateway;

import dev.memphis.emulator.access.AllowedHosts;
import dev.memphis.emulator.broker.Broker;
import dev.memphis.emulator.broker.Users;
import dev.memphis.emulator.faults.Patience;
import dev.memphis.emulator.faults.SkewedClock;
import dev.memphis.emulator.fiber.AnswerWriter;
import dev.memphis.emulator.process.BrokerPath;
import dev.memphis.emulator.process.Cleaner;
import dev.memphis.emulator.process.GatewayLife;
import dev.memphis.emulator.process.Races;
import dev.memphis.emulator.process.Tokens;
import dev.memphis.emulator.record.Ring;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.Random;

/** The REST gateway, put together from its parts. */
public final class Gateway {
    /**
     * @param transit how long a message is on its way to the broker where nothing is wrong
     * @param cleaner how far the ticks of the cleaner are apart, zero for never
     * @param seed of everything that is left to chance
     * @param hosts whose pages may ask from a browser
     * @param strict whether it dies of a race
     * @param restartAfter how long a gateway that died of itself stays away
     */
    public record Settings(
            String jwtSecret,
            String refreshSecret,
            Patience patience,
            Duration transit,
            Duration cleaner,
            long seed,
            AllowedHosts hosts,
            boolean strict,
            Duration restartAfter) {
        @Override
        public String toString() {
            return "settings of the gateway";
        }
    }

    private final Races races;
    private final FaultSwitches faults;
    private final GatewayServer server;

    /**
     * Puts the gateway together; it listens once told to.
     *
     * @param ring keeps the newest exchanges
     * @param clock which the gateway's own may be ahead of
     */
    public Gateway(Vertx vertx, Broker broker, Users users, Ring ring, Clock clock, Settings settings) {
        SkewedClock own = new SkewedClock(clock);
        Patience patience = settings.patience();
        BrokerPath path =
                new BrokerPath(vertx, broker, new Random(settings.seed()), settings.transit(), patience.broker());
        GatewayLife life = new GatewayLife(vertx, path, settings.strict(), settings.restartAfter());
        races = life.races();
        Cleaner cleaner = new Cleaner(vertx, life::process, settings.cleaner());
        life.onServing(cleaner::begin);
        Tokens tokens = new Tokens(settings.jwtSecret(), settings.refreshSecret(), own);
        Connections connections = new Connections(vertx, broker, users, life);
        Routes routes = new Routes(
                tokens,
                new AuthRoute(vertx, broker, users, tokens, life),
                new ProduceRoute(vertx, broker, connections, clock, patience, life),
                new ConsumeRoute(vertx, broker, connections, life));
        RequestFaults requestFaults = new RequestFaults(vertx);
        AnswerWriter writer = new AnswerWriter(vertx, own, settings.hosts());
        server = new GatewayServer(vertx, life, routes, writer, requestFaults, ring, clock);
        faults = new FaultSwitches(vertx, broker, life, path, cleaner, tokens, own, requestFaults);
    }

    /** Listens; returns the port, which is chosen freely for 0. Blocks until it does. */
    public int listen(String host, int wanted) {
        return server.listen(host, wanted);
    }

    /** Returns the races noticed so far. */
    public Races races() {
        return races;
    }

    /** Returns the switches for what can go wrong. */
    public FaultSwitches faults() {
        return faults;
    }
}
