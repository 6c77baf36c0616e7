package dev.memphis.delivery.writer;

import dev.memphis.delivery.options.ReceiptConfig;
import dev.memphis.delivery.transport.Gateway;
import dev.memphis.delivery.transport.Loop;
import dev.memphis.delivery.transport.Outcome;
import java.util.random.RandomGenerator;

/** Asks for receipts, one at a time, each with an id that no other run has used. Confined to the loop. */
final class Receipts {
    /** Told what became of a receipt. */
    @FunctionalInterface
    interface Received {
        /** @param coversAll whether every request sent so far was sent before the receipt */
        void received(Outcome outcome, boolean coversAll);
    }

    private final ReceiptConfig config;
    private final Loop loop;
    private final Gateway gateway;
    private final Road road;
    private final InFlight inFlight;
    private final DeliveryListener listener;
    private final String run;
    private long count;
    /** Whether one has ever come back: the user has the rights that it takes. */
    private boolean opened;

    Receipts(
            ReceiptConfig config,
            Loop loop,
            Gateway gateway,
            Road road,
            InFlight inFlight,
            RandomGenerator random,
            DeliveryListener listener) {
        this.config = config;
        this.loop = loop;
        this.gateway = gateway;
        this.road = road;
        this.inFlight = inFlight;
        this.listener = listener;
        this.run = Long.toHexString(random.nextLong());
    }

    boolean enabled() {
        return config.enabled();
    }

    DeliveryException impossible(String reason) {
        return new DeliveryException("no receipts on station " + config.station() + ": " + reason
                + ". Give the user the right to produce to it and consume from it, or set"
                + " debezium.sink.memphis.receipt.enabled=false and do without the proof");
    }

    /**
     * Says whether to ask, once everything is sent: a receipt travels behind the events and costs no round trip of its
     * own. The first one on a broker connection uses its station for the first time, and so has to be alone.
     */
    boolean due(Round round) {
        boolean something = round.accepted() > 0 || inFlight.events() > 0 || (round.size() == 0 && !opened);
        boolean mayBeAsked = road.knows(config.station()) || inFlight.isEmpty();
        return enabled() && something && !inFlight.hasReceipt() && mayBeAsked;
    }

    void ask(Received received) {
        inFlight.receipt(true);
        boolean firstUse = !road.knows(config.station());
        if (firstUse) {
            road.takeAlone();
        }
        long asked = loop.nanoTime();
        long epoch = road.epoch();
        long covered = inFlight.requests();
        gateway.receipt(run + "-" + count++, firstUse, outcome -> {
            inFlight.receipt(false);
            if (firstUse) {
                road.leave();
            }
            if (outcome instanceof Outcome.Delivered) {
                opened = true;
                road.learn(config.station(), epoch);
                listener.receipt(loop.nanoTime() - asked);
            }
            received.received(outcome, covered == inFlight.requests());
        });
    }
}
