package dev.memphis.delivery.writer;

import dev.memphis.delivery.options.DeliveryConfig;
import dev.memphis.delivery.transport.Gateway;
import dev.memphis.delivery.transport.Loop;
import dev.memphis.delivery.transport.Outcome;
import java.util.Optional;

/** Sends what may be sent now: from the outbox first, then newly packed. Confined to the loop. */
final class Dispatch {
    /** Told when a request was answered. */
    @FunctionalInterface
    interface Answered {
        void answered(Round sentFor, Parcel parcel, Outcome outcome);
    }

    private final Loop loop;
    private final Gateway gateway;
    private final DeliveryConfig config;
    private final Packer packer;
    private final Road road;
    private final InFlight inFlight;
    private final DeliveryListener listener;

    Dispatch(
            Loop loop,
            Gateway gateway,
            DeliveryConfig config,
            Packer packer,
            Road road,
            InFlight inFlight,
            DeliveryListener listener) {
        this.loop = loop;
        this.gateway = gateway;
        this.config = config;
        this.packer = packer;
        this.road = road;
        this.inFlight = inFlight;
        this.listener = listener;
    }

    /** Returns the parcel whose turn it is; empty if nothing may go now. */
    Optional<Parcel> next(Round round) {
        if (!inFlight.hasRoom()) {
            return Optional.empty();
        }
        Parcel parcel = waitingOrPacked(round);
        if (parcel == null) {
            return Optional.empty();
        }
        if (!road.knows(parcel.station()) && !inFlight.isQuiet()) {
            round.outbox().addFirst(parcel);
            return Optional.empty();
        }
        return Optional.of(parcel);
    }

    private Parcel waitingOrPacked(Round round) {
        Parcel waiting = round.outbox().poll();
        if (waiting != null) {
            return waiting;
        }
        long room = config.maxInFlightBytes() - round.outbox().bytes();
        return packer.next(round, room);
    }

    /** Sends a parcel, alone where the gateway may see its station for the first time. */
    void send(Round round, Parcel parcel, long attempt, Answered answered) {
        boolean firstUse = !road.knows(parcel.station());
        if (firstUse) {
            road.takeAlone();
        }
        inFlight.sent(parcel);
        parcel.sent(attempt, road.epoch(), loop.nanoTime(), inFlight.size());
        listener.sent(parcel.items().size(), parcel.bytes(), inFlight.size());
        gateway.produce(parcel.request(firstUse), outcome -> {
            inFlight.back(parcel);
            listener.answered(inFlight.size());
            if (firstUse) {
                road.leave();
            }
            answered.answered(round, parcel, outcome);
        });
    }

    /** Says whether everything was sent at least once and nothing waits to be sent again. */
    boolean allSent(Round round) {
        return round.outbox().isEmpty() && round.waiting() == inFlight.events();
    }
}
