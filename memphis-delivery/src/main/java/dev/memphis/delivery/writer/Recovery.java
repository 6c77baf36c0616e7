package dev.memphis.delivery.writer;

import dev.memphis.delivery.protocol.Gateway;
import dev.memphis.delivery.protocol.Outcome;
import dev.memphis.delivery.transport.Loop;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** What follows from failures: doubt, another token, another gateway, a pause, a message. Confined to the loop. */
final class Recovery {
    /**
     * So many answers in a row say that the broker connection is lost: then all do, until a refresh (contract, "What 200 means").
     * A single one among others is some other failure, and a refresh that nothing needs costs seconds.
     */
    private static final int SURE = 3;

    private final Loop loop;
    private final Consumer<Runnable> turns;
    private final Gateway gateway;
    private final Course course;
    private final InFlight inFlight;
    private final Doubt doubt;
    private final Failures failures;
    private final Outages outages;
    /** How long what everything waits for may take without being told of. */
    private final Duration silence;

    private boolean tokenRefused;
    /** How many answers in a row said that the broker connection is lost. */
    private int saidLost;

    Recovery(
            Loop loop,
            Consumer<Runnable> turns,
            Gateway gateway,
            Course course,
            InFlight inFlight,
            Doubt doubt,
            Failures failures,
            Outages outages,
            Duration silence) {
        this.loop = loop;
        this.turns = turns;
        this.gateway = gateway;
        this.course = course;
        this.inFlight = inFlight;
        this.doubt = doubt;
        this.failures = failures;
        this.outages = outages;
        this.silence = silence;
    }

    /** Returns the number that requests sent now carry: of those that fail together, only the first counts. */
    long streak() {
        return failures.streak();
    }

    /** Returns how long a request waits before it is sent again, having failed so often; zero for not at all. */
    Duration waitOf(int times) {
        return failures.waitOf(times);
    }

    /** Something was accepted, or a receipt came back. */
    void eased() {
        tokenRefused = false;
        saidLost = 0;
        failures.eased();
        // What was sent before a pause, and is answered in it, says nothing of how long nothing more gets through.
        if (!course.isPaused()) {
            outages.accepted();
        }
    }

    /** Something is proved to have arrived, or believed to where receipts are off. */
    void proved() {
        if (!course.isPaused()) {
            outages.proved();
        }
    }

    /** Everything is settled: what failed is not sent again any more. */
    void nothingWaits() {
        outages.nothingWaits();
    }

    /**
     * A request failed that is sent again.
     *
     * @param sentIn the streak that it carries
     */
    void failed(long sentIn, Outcome outcome) {
        Optional<Duration> wish = Optional.empty();
        switch (outcome) {
            case Outcome.Unanswered(String reason, Optional<Duration> after) -> {
                doubt.question();
                wish = after;
            }
            case Outcome.Retry retry -> wish = retry.after();
            case Outcome.Reconnect(String reason) -> {
                if (++saidLost < SURE) {
                    return;
                }
                // What the old broker connection took is in doubt as soon as there is a new one.
                gateway.tokens().demand();
                doubt.ofAllAccepted();
            }
            case Outcome.Reauthenticate(String reason) -> {
                gateway.tokens().demand();
                boolean freshRefusedToo = tokenRefused;
                tokenRefused = true;
                if (!freshRefusedToo) {
                    return;
                }
            }
            default -> {
                // Nothing but a failure.
            }
        }
        failures.failed(sentIn, outcome.reason(), wish).ifPresent(wait -> {
            if (outcome instanceof Outcome.Unanswered) {
                tryAnother();
            }
            pause(wait);
        });
    }

    /** A log-in failed, and will be tried again. */
    void failedToRenew(String reason) {
        outages.failed(reason);
        tryAnother();
        pause(failures.failedAll(reason));
    }

    /** A receipt is missing. */
    void missing(String reason) {
        outages.missing(reason);
        pause(failures.failedAll(reason));
    }

    /**
     * What everything else waits for is told of after the time that a receipt may take, however long its request may: the
     * first use of a station may take minutes. The result, when run, says that there is an answer.
     */
    Runnable tellOfSilence(String what) {
        return loop.schedule(
                silence,
                () -> turns.accept(
                        () -> outages.missing("no answer to " + what + " for " + silence.toMillis() + " ms")));
    }

    private void tryAnother() {
        if (gateway.turn()) {
            course.at(gateway.url());
            doubt.compareAnew();
            doubt.ofTheGateway();
        }
    }

    /** Sends nothing for a while, and presses the gateway less from then on. */
    private void pause(Duration wait) {
        inFlight.failed();
        course.pause(wait);
    }
}
