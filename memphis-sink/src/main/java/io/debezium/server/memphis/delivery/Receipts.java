package io.debezium.server.memphis.delivery;

import io.debezium.server.memphis.config.ReceiptConfig;
import io.debezium.server.memphis.gateway.Gateway;
import io.debezium.server.memphis.gateway.Outcome;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** Asks for receipts, each with an id that no other run has used. Confined to the loop. */
final class Receipts {
    private final ReceiptConfig config;
    private final Gateway gateway;
    private final String run;
    private long count;

    Receipts(ReceiptConfig config, Gateway gateway, RandomGenerator random) {
        this.config = config;
        this.gateway = gateway;
        this.run = Long.toHexString(random.nextLong());
    }

    boolean enabled() {
        return config.enabled();
    }

    String station() {
        return config.station();
    }

    void ask(Consumer<Outcome> done) {
        gateway.receipt(run + "-" + count++, done);
    }
}
