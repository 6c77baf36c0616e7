package dev.memphis.delivery.writer;

import dev.memphis.delivery.transport.Loop;
import java.time.Duration;

/**
 * What may have been lost though it was accepted, by what happened (docs/durability.md has the table), and how long to wait
 * before that is sent again. Confined to the loop.
 */
final class Doubt {
    /** A lost broker connection sends what it holds 3.0 to 3.1 s later, if at all (contract, "Once a receipt is late"). */
    private static final long RECONNECT = Duration.ofMillis(3300).toNanos();
    /** Or never, since it gave up: nine attempts. */
    private static final long GIVEN_UP = Duration.ofMillis(28_500).toNanos();

    private final Loop loop;
    private final boolean shared;
    private final Proof proof;
    private final Stations stations;
    private final Runnable wake;
    private final Continuity continuity = new Continuity();
    private boolean inDoubt;
    private long heldUntil;
    /** Whether events were put in doubt since something was proved, and when the newest of them was written. */
    private boolean any;

    private long newest;

    /**
     * @param shared whether several gateways stand behind the address
     * @param wake called when a wait is over
     */
    Doubt(Loop loop, boolean shared, Proof proof, Stations stations, Runnable wake) {
        this.loop = loop;
        this.shared = shared;
        this.proof = proof;
        this.stations = stations;
        this.wake = wake;
        heldUntil = loop.nanoTime();
        continuity.restart(loop.nanoTime());
    }

    /** Says whether what was accepted and is not proved must be sent again. */
    boolean isThere(long now) {
        return inDoubt || (!proof.isDone() && !proof.isConfirmed(now));
    }

    /** Says whether nothing may be sent yet: a broker connection that is gone may still pass on what it holds. */
    boolean isHolding(long now) {
        return now - heldUntil < 0;
    }

    /** Says whether it is not known yet whether the gateway is still the same process. */
    boolean isQuestioned() {
        return continuity.isQuestioned();
    }

    /** A connection ended, or something in front of the gateway answers: did the gateway restart? */
    void question() {
        boolean restarted = continuity.question(loop.nanoTime());
        if (shared) {
            ofAllAccepted();
            stations.forget();
        } else if (restarted) {
            ofTheGateway();
        }
    }

    /** The gateway itself answered a request. */
    void answered(long writtenAt, long now) {
        if (continuity.answered(writtenAt, now)) {
            ofTheGateway();
        }
    }

    /** The gateway may be another process, or have another broker connection: it knows no station any more. */
    void ofTheGateway() {
        stations.forget();
        proof.forgetConnection();
        ofAllAccepted();
    }

    /** Another session replaced the broker connection. */
    void ofAnotherLogIn() {
        ofTheGateway();
        compareAnew();
    }

    /** Answers of before are not to be compared with those that come. */
    void compareAnew() {
        continuity.restart(loop.nanoTime());
    }

    /** Nothing that was accepted and is not proved is known to arrive. */
    void ofAllAccepted() {
        if (!proof.isDone()) {
            inDoubt = true;
        }
    }

    /** The broker connection was replaced while events were under way. */
    void ofTheBrokerConnection() {
        ofAllAccepted();
        note(loop.nanoTime());
    }

    /** What was in doubt is put back; returns how many events those are. */
    int putBack() {
        inDoubt = false;
        if (!proof.isDone()) {
            note(proof.newestWrittenAt());
        }
        return proof.doubted();
    }

    private void note(long writtenAt) {
        newest = any ? Math.max(newest, writtenAt) : writtenAt;
        any = true;
    }

    /** Something was proved. */
    void proved() {
        any = false;
    }

    /**
     * There is a broker connection, perhaps a new one. What the old one still holds must not come behind newer events of the
     * same rows: what is sent again waits for that.
     */
    void hold() {
        if (!any) {
            return;
        }
        long now = loop.nanoTime();
        heldUntil = Math.min(now + RECONNECT, newest + GIVEN_UP);
        if (heldUntil - now > 0) {
            loop.schedule(Duration.ofNanos(heldUntil - now), wake);
        }
    }
}
