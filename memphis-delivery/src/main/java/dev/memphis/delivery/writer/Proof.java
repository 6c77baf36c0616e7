package dev.memphis.delivery.writer;

import dev.memphis.delivery.options.ReceiptConfig;
import dev.memphis.delivery.protocol.Gateway;
import dev.memphis.delivery.protocol.ReceiptAnswer;
import dev.memphis.delivery.protocol.Receipts;
import dev.memphis.delivery.transport.Loop;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * What was accepted, and the receipts that prove it. A receipt proves an event if it covers it, comes back over the broker
 * connection that was there before the event, and while the event is young enough (contract, "What a receipt does not
 * prove"). Confined to the loop.
 */
final class Proof {
    private final ReceiptConfig config;
    private final boolean shared;
    private final Loop loop;
    private final Gateway gateway;
    private final Receipts receipts;
    private final ReceiptPace pace;
    private final Unproved unproved = new Unproved();
    private Cover cover = Cover.NOTHING;
    private boolean underWay;
    private long askedAt;

    /** @param shared whether several gateways stand behind the address */
    Proof(ReceiptConfig config, boolean shared, Loop loop, Gateway gateway) {
        this.config = config;
        this.shared = shared;
        this.loop = loop;
        this.gateway = gateway;
        this.receipts = gateway.receipts();
        this.pace = new ReceiptPace(config.proofAge());
        this.askedAt = loop.nanoTime();
    }

    boolean isEnabled() {
        return config.enabled();
    }

    boolean isConfirmed(long now) {
        return !config.enabled() || receipts.confirmed(now);
    }

    boolean isUnderWay() {
        return underWay;
    }

    /** Says whether nothing is accepted that is not proved. */
    boolean isDone() {
        return unproved.isEmpty();
    }

    boolean isLate(long now) {
        return underWay && now - askedAt > pace.lateAfter();
    }

    /** Says whether a receipt is to follow though more could be sent. */
    boolean isDue(int inFlight, long now) {
        int events = unproved.events() + inFlight;
        return config.enabled() && !underWay && events > 0 && pace.isDue(now - askedAt, events);
    }

    /** Returns how long it is until another receipt may be asked for, when nothing else can be sent; in nanoseconds. */
    long gapLeft() {
        return pace.gapLeft(loop.nanoTime() - askedAt);
    }

    /** Says whether more may be sent before something is proved. */
    boolean hasRoom(int inFlight) {
        return !config.enabled() || pace.allows(unproved.events() + inFlight);
    }

    /** Says whether each of the events that wait in a lane may wait for the proof of the one before. */
    boolean isPatient(int waiting) {
        return pace.isPatient(waiting);
    }

    void accepted(Attempt attempt) {
        unproved.add(attempt);
    }

    /** The gateway has, or may have, another broker connection. */
    void forgetConnection() {
        receipts.forget();
    }

    /** Asks for a first receipt; with nothing else under way. */
    void confirm(Consumer<ReceiptAnswer> done) {
        askedAt = loop.nanoTime();
        receipts.confirm(done);
    }

    /**
     * Asks for a receipt of what was sent.
     *
     * @param everything whether it is to cover all that is under way, and not only most of it
     * @param sent how many requests were ever sent
     * @param done told of the answer and how long it took, in nanoseconds
     */
    void ask(boolean everything, long sent, BiConsumer<ReceiptAnswer, Long> done) {
        underWay = true;
        askedAt = loop.nanoTime();
        long acceptedBefore = unproved.accepted();
        List<Long> taken = receipts.ask(connections(everything), answer -> {
            underWay = false;
            done.accept(answer, loop.nanoTime() - askedAt);
        });
        cover = shared ? Cover.ofConnections(sent, taken) : new Cover(acceptedBefore, sent, taken);
    }

    private List<Long> connections(boolean everything) {
        List<Long> busy = gateway.busy();
        if (shared) {
            Set<Long> all = unproved.connections();
            all.addAll(busy);
            return new ArrayList<>(all);
        }
        if (busy.isEmpty()) {
            return List.of(-1L);
        }
        return everything ? busy : busy.subList(0, 1);
    }

    /** The receipt is back: takes out and returns what it proves. */
    Proved proved(long roundTrip) {
        long now = loop.nanoTime();
        Predicate<Attempt> covered = cover::covers;
        List<Attempt> proved = unproved.take(covered.and(attempt -> isYoung(attempt, now)));
        boolean tooLate = unproved.any(covered);
        if (tooLate) {
            pace.failed();
        } else {
            pace.succeeded(roundTrip);
        }
        return new Proved(proved, tooLate);
    }

    private boolean isYoung(Attempt attempt, long now) {
        return now - attempt.writtenAt() < config.proofAge().toNanos();
    }

    /** Returns when the newest of what is not proved was written; the smallest number if there is none. */
    long newestWrittenAt() {
        return unproved.newestWrittenAt();
    }

    /** What is not proved has to be sent again; returns how many events that are. */
    int doubted() {
        int events = unproved.events();
        if (events > 0) {
            pace.failed();
        }
        unproved.clear();
        return events;
    }
}
