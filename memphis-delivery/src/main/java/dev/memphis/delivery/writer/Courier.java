package dev.memphis.delivery.writer;

import dev.memphis.delivery.options.DeliveryConfig;
import dev.memphis.delivery.options.ReceiptConfig;
import dev.memphis.delivery.protocol.Renewal;
import dev.memphis.delivery.transport.Gateway;
import dev.memphis.delivery.transport.Loop;
import dev.memphis.delivery.transport.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Carries one handled batch after the other to the gateway. All that happens passes through {@link #turn}, which then
 * looks at where things stand and does the next thing that may be done. Confined to the loop.
 */
final class Courier {
    private final Gateway gateway;
    private final FormChooser chooser;
    private final DeliveryListener listener;
    private final Road road = new Road();
    private final InFlight inFlight;
    private final Dispatch dispatch;
    private final Sorter sorter;
    private final Receipts receipts;
    private final Renewals renewals;
    private final Trouble trouble;
    private final SizeLimit sizes;

    private Round round;
    /** A token was refused, and nothing was accepted since. */
    private boolean refused;

    private RuntimeException broken;

    Courier(
            Loop loop,
            Gateway gateway,
            DeliveryConfig config,
            ReceiptConfig receiptConfig,
            FormChooser chooser,
            BatchFitness fitness,
            Clock clock,
            RandomGenerator random,
            DeliveryListener listener) {
        this.gateway = gateway;
        this.chooser = chooser;
        this.listener = listener;
        inFlight = new InFlight(config);
        sizes = new SizeLimit(config.eventMaxBytes());
        Packer packer = new Packer(config, sizes, chooser, fitness);
        dispatch = new Dispatch(loop, gateway, config, packer, road, inFlight, listener);
        Optional<DeadLetters> file = config.deadLetterFile().map(path -> new DeadLetterFile(path, clock));
        sorter = new Sorter(loop, road, inFlight, chooser, new PoisonWard(config, file), listener);
        receipts = new Receipts(receiptConfig, loop, gateway, road, inFlight, random, listener);
        renewals = new Renewals(loop, gateway, road);
        Backoff backoff = new Backoff(config.retryBackoffInitial(), config.retryBackoffMax(), random);
        trouble = new Trouble(loop, config, inFlight, backoff, new OutageLog(clock, listener), () -> turn(() -> {}));
        gateway.onLost(this::connectionLost);
    }

    /** Starts on a handled batch; only when the one before is finished. */
    void carry(Round next) {
        if (broken != null) {
            next.finished().completeExceptionally(broken);
            return;
        }
        round = next;
        listener.taken(round.size(), round.oldest());
        turn(() -> {
            if (gateway.tokens().welcome()) {
                gateway.tokens().demand();
            }
        });
    }

    /** Gives up: what is under way will not be finished. */
    void abandon(DeliveryException reason) {
        fail(reason);
    }

    /** Takes note of something, and then does all that may be done. */
    private void turn(Runnable news) {
        if (round == null) {
            return;
        }
        try {
            news.run();
            while (!trouble.isPausing() && !road.isTaken() && step()) {
                // Each step did one thing; go on until there is nothing to do but wait.
            }
        } catch (RuntimeException e) {
            // An error of our own must end the delivery too: nobody else would ever wake it.
            fail(e);
        }
    }

    /** Does the next thing that may be done; returns whether there may be more. */
    private boolean step() {
        if (round.inDoubt() || gateway.tokens().due()) {
            return inFlight.isQuiet() && quietStep();
        }
        Optional<Parcel> next = dispatch.next(round);
        if (next.isPresent()) {
            carry(next.get());
            return true;
        }
        if (dispatch.allSent(round) && receipts.due(round)) {
            askReceipt();
        } else if (inFlight.isQuiet() && round.waiting() == 0) {
            finish();
        }
        return false;
    }

    /** With nothing under way: forget what is not proved, or renew the token. */
    private boolean quietStep() {
        if (round.inDoubt()) {
            round.restart();
            chooser.roundOver();
            return true;
        }
        if (round.accepted() > 0 && receipts.enabled() && gateway.tokens().usable()) {
            // What was sent on this connection needs its receipt on this connection.
            askReceipt();
        } else {
            renew();
        }
        return false;
    }

    private void carry(Parcel parcel) {
        if (sizes.exceeds(parcel)) {
            sorter.refused(round, parcel, sizes.reason(parcel));
        } else {
            dispatch.send(round, parcel, trouble.attempt(), this::answered);
        }
    }

    private void answered(Round sentFor, Parcel parcel, Outcome outcome) {
        turn(() -> {
            if (sentFor == round) {
                take(parcel, outcome);
            }
        });
    }

    private void take(Parcel parcel, Outcome outcome) {
        switch (outcome) {
            case Outcome.Delivered() -> {
                sorter.accepted(round, parcel);
                refused = false;
                trouble.eased();
            }
            case Outcome.Split(String reason) -> sorter.split(round, parcel, reason);
            case Outcome.Poison(String reason) -> sorter.refused(round, parcel, reason);
            case Outcome.Fatal(String reason) -> throw new DeliveryException(reason);
            default -> {
                listener.retried(outcome);
                sorter.sendAgain(round, parcel);
                failed(parcel.attempt(), outcome);
            }
        }
    }

    // ---------------------------------------------------------------- trouble

    /** Takes note of a failure; of many requests that failed together, only the first makes the sink wait. */
    private void failed(long sentIn, Outcome outcome) {
        boolean news = trouble.isNews(sentIn);
        switch (outcome) {
            case Outcome.Unanswered(String reason, Optional<Duration> after) -> {
                connectionLost();
                if (news) {
                    gateway.turn();
                    trouble.failed(reason, after);
                }
            }
            case Outcome.Reconnect(String reason) -> {
                // What the old broker connection took is in doubt as soon as there is a new one.
                gateway.tokens().demand();
                if (news) {
                    trouble.failed(reason, Optional.empty());
                }
            }
            case Outcome.Reauthenticate(String reason) -> {
                gateway.tokens().demand();
                if (news && refused) {
                    // A fresh token was refused as well: something is wrong.
                    trouble.failed(reason, Optional.empty());
                }
                refused = true;
            }
            case Outcome.Retry(String reason, Optional<Duration> after) when news -> trouble.failed(reason, after);
            default -> {
                // One of many; the first of them was taken care of.
            }
        }
    }

    /** The gateway may have restarted: it has lost what the broker had not yet, and knows no station any more. */
    private void connectionLost() {
        road.forget();
        if (round != null && round.accepted() > 0) {
            doubt();
        }
    }

    private void doubt() {
        if (receipts.enabled()) {
            round.doubt();
        }
    }

    // ---------------------------------------------------------------- renewal

    private void renew() {
        Duration wait = renewals.untilNext();
        if (wait.isPositive()) {
            trouble.pause(wait);
        } else {
            renewals.renew(renewal -> turn(() -> renewed(renewal)));
        }
    }

    private void renewed(Renewal renewal) {
        switch (renewal) {
            case Renewal.Done() -> {
                // A new broker connection: no receipt spans the two.
                if (round.accepted() > 0) {
                    doubt();
                }
                listener.renewed(gateway.tokens().left());
            }
            case Renewal.Later(String reason) -> {
                doubt();
                gateway.turn();
                trouble.failed(reason, Optional.empty());
            }
            case Renewal.Never(String reason) -> throw new DeliveryException(reason);
        }
    }

    // ---------------------------------------------------------------- the end of a handled batch

    private void askReceipt() {
        Round askedFor = round;
        long attempt = trouble.attempt();
        receipts.ask((outcome, coversAll) -> turn(() -> {
            if (askedFor == round) {
                received(outcome, coversAll, attempt);
            }
        }));
    }

    private void received(Outcome outcome, boolean coversAll, long attempt) {
        if (outcome instanceof Outcome.Delivered) {
            // What was sent again in the meantime may have been behind the receipt: that asks for another.
            if (coversAll && !round.inDoubt()) {
                proved();
            }
        } else if (outcome instanceof Outcome.Fatal || outcome instanceof Outcome.Poison) {
            throw receipts.impossible(outcome.reason());
        } else {
            listener.receiptMissing();
            round.doubt();
            failed(attempt, outcome);
        }
    }

    private void proved() {
        if (round.accepted() > 0) {
            listener.delivered(round.accepted(), round.acceptedBytes(), round.newestAccepted());
            round.prove();
        }
        trouble.over();
    }

    private void finish() {
        if (!receipts.enabled()) {
            proved();
        }
        chooser.roundOver();
        listener.finished();
        Round done = round;
        round = null;
        done.finished().complete(null);
    }

    private void fail(RuntimeException reason) {
        broken = reason;
        if (round != null) {
            Round failed = round;
            round = null;
            failed.finished().completeExceptionally(reason);
        }
    }
}
