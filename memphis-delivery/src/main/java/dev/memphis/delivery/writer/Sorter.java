package dev.memphis.delivery.writer;

import dev.memphis.delivery.transport.Loop;
import java.util.Optional;

/** What an answer does to its parcel: through, split, refused, or back into the outbox. Confined to the loop. */
final class Sorter {
    private final Loop loop;
    private final Road road;
    private final InFlight inFlight;
    private final FormChooser chooser;
    private final PoisonWard ward;
    private final DeliveryListener listener;
    private final FirstUses firstUses = new FirstUses();

    Sorter(Loop loop, Road road, InFlight inFlight, FormChooser chooser, PoisonWard ward, DeliveryListener listener) {
        this.loop = loop;
        this.road = road;
        this.inFlight = inFlight;
        this.chooser = chooser;
        this.ward = ward;
        this.listener = listener;
    }

    void accepted(Round round, Parcel parcel) {
        long now = loop.nanoTime();
        long roundTrip = now - parcel.sentAt();
        if (road.knows(parcel.station())) {
            inFlight.answered(parcel, roundTrip);
            chooser.accepted(
                    parcel.station(), parcel.form(), parcel.items().size(), parcel.bytes(), parcel.sentAt(), now);
        } else {
            road.learn(parcel.station(), parcel.epoch());
            firstUses.of(parcel.station());
        }
        listener.accepted(parcel.items().size(), parcel.bytes(), roundTrip);
        if (ward.isLetter(parcel)) {
            listener.deadLettered();
        }
        for (Parcel.Item item : parcel.items()) {
            round.accept(item.index(), item.body().length);
            round.lanes().done(item.lane());
        }
        round.outbox().through(parcel);
    }

    void sendAgain(Round round, Parcel parcel) {
        round.outbox().addFirst(parcel);
    }

    /** Something in the parcel cannot be accepted: halves it, or has found it. */
    void split(Round round, Parcel parcel, String reason) {
        if (parcel.items().size() == 1) {
            refused(round, parcel, reason);
        } else {
            round.outbox().addFirst(parcel.halves());
        }
    }

    /**
     * The parcel's one event can never be accepted.
     *
     * @throws DeliveryException if that ends the delivery
     */
    void refused(Round round, Parcel parcel, String reason) {
        Parcel.Item item = parcel.items().getFirst();
        if (!ward.isLetter(parcel)) {
            listener.poisoned(reason);
        }
        Optional<Parcel> letter = ward.admit(parcel, round.event(item.index()), reason);
        if (letter.isPresent()) {
            round.outbox().addFirst(letter.get());
        } else {
            if (ward.keepsLetters()) {
                listener.deadLettered();
            }
            round.settle(item.index());
            round.lanes().done(item.lane());
            round.outbox().through(parcel);
        }
    }
}
