package io.debezium.server.memphis.delivery;

import io.debezium.server.memphis.auth.Renewal;
import io.debezium.server.memphis.config.DeliveryConfig;
import io.debezium.server.memphis.config.PoisonPolicy;
import io.debezium.server.memphis.gateway.Gateway;
import io.debezium.server.memphis.gateway.Loop;
import io.debezium.server.memphis.gateway.Outcome;
import io.debezium.server.memphis.gateway.Produce.Form;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Carries one handled batch after the other to the gateway. All that happens passes through {@link #go}, which looks at
 * where things stand and does the next thing that may be done. Confined to the loop.
 */
final class Courier {
    /** Refreshes leak a connection in the gateway, so an absent broker is not asked for one more often than this. */
    private static final Duration RECONNECT_PACE = Duration.ofSeconds(1);

    private final Loop loop;
    private final Gateway gateway;
    private final DeliveryConfig config;
    private final Receipts receipts;
    private final Packer packer;
    private final FormChooser chooser;
    private final PoisonWard ward;
    private final Backoff backoff;
    private final OutageLog outage;
    private final DeliveryListener listener;
    private final Window singles;
    private final Window batches;

    private final FirstUses firstUses = new FirstUses();

    /** Stations that the gateway has seen on its present broker connection. */
    private final Set<String> seen = new HashSet<>();

    private Round round;
    private int singlesInFlight;
    private int batchesInFlight;
    private long bytesHeld;
    private long generation;
    /** A request is under way that nothing may meet: a log-in, a receipt, the first use of a station. */
    private boolean alone;

    private int eventsInFlight;
    private long requestsSent;
    private boolean receiptUnderWay;
    private boolean opened;
    private boolean paused;
    private boolean restart;
    private long lastRenewal;
    private boolean renewedOnce;
    private RuntimeException broken;

    Courier(
            Loop loop,
            Gateway gateway,
            DeliveryConfig config,
            Receipts receipts,
            Packer packer,
            FormChooser chooser,
            PoisonWard ward,
            Backoff backoff,
            OutageLog outage,
            DeliveryListener listener) {
        this.loop = loop;
        this.gateway = gateway;
        this.config = config;
        this.receipts = receipts;
        this.packer = packer;
        this.chooser = chooser;
        this.ward = ward;
        this.backoff = backoff;
        this.outage = outage;
        this.listener = listener;
        this.singles = new Window(config.maxInFlight(), 48, 192);
        this.batches = new Window(config.maxInFlight(), 4, 8);
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
        if (gateway.tokens().welcome()) {
            gateway.tokens().demand();
        }
        go();
    }

    /** Gives up: what is under way will not be finished. */
    void abandon(DeliveryException reason) {
        fail(reason);
    }

    private int inFlight() {
        return singlesInFlight + batchesInFlight;
    }

    private void go() {
        try {
            while (round != null && !paused && !alone && step()) {
                // Each step did one thing; go on until there is nothing to do but wait.
            }
        } catch (RuntimeException e) {
            // An error of our own must end the delivery too: nobody else would ever wake it.
            fail(e);
        }
    }

    /** Does the next thing that may be done; returns whether there may be more. */
    private boolean step() {
        if (restart || gateway.tokens().due()) {
            return quiet() && quietStep();
        }
        if (sendNext()) {
            return true;
        }
        if (allSent() && receiptDue()) {
            askReceipt();
        } else if (quiet() && round.waiting() == 0) {
            finish();
        }
        return false;
    }

    private boolean quiet() {
        return inFlight() == 0 && !receiptUnderWay;
    }

    private boolean allSent() {
        return round.again().isEmpty() && round.waiting() == eventsInFlight;
    }

    /** With nothing under way: forget what is not proved, or renew the token. */
    private boolean quietStep() {
        if (restart) {
            restart = false;
            startAnew();
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

    private void startAnew() {
        for (Parcel parcel : round.again()) {
            bytesHeld -= parcel.bytesWithRest();
        }
        round.restart();
        chooser.roundOver();
    }

    // ---------------------------------------------------------------- sending

    private boolean sendNext() {
        if (inFlight() > 0 && inFlight() >= roomFor()) {
            return false;
        }
        Parcel parcel = round.again().poll();
        if (parcel == null) {
            if (bytesHeld > 0 && bytesHeld + Packer.sizeHint(round) > config.maxInFlightBytes()) {
                return false;
            }
            parcel = packer.next(round);
            if (parcel == null) {
                return false;
            }
            bytesHeld += parcel.bytes();
            if (packer.oversized(parcel, round.event(parcel.items().getFirst().index()))) {
                poisoned(
                        parcel,
                        "it is larger than debezium.sink.memphis.event.max.bytes=" + config.eventMaxBytes() + " ("
                                + parcel.bytes() + " bytes of data)");
                return broken == null;
            }
        }
        return mayGo(parcel) && send(parcel);
    }

    private int roomFor() {
        int byForm = batchesInFlight > 0 && singlesInFlight == 0 ? batches.limit() : singles.limit();
        return batchesInFlight > 0 && batchesInFlight >= batches.limit() ? 0 : byForm;
    }

    /** The first use of a station is alone: two that overlap crash the gateway (contract, "Authenticate and refresh"). */
    private boolean mayGo(Parcel parcel) {
        if (seen.contains(parcel.station()) || quiet()) {
            return true;
        }
        round.again().addFirst(parcel);
        return false;
    }

    private boolean send(Parcel parcel) {
        boolean firstUse = !seen.contains(parcel.station());
        alone = firstUse;
        count(parcel, 1);
        requestsSent++;
        parcel.sent(generation, loop.nanoTime(), inFlight());
        listener.sent(parcel.items().size(), parcel.bytes(), inFlight());
        Round sentFor = round;
        gateway.produce(parcel.request(firstUse), outcome -> answered(sentFor, parcel, firstUse, outcome));
        return !firstUse;
    }

    private void count(Parcel parcel, int change) {
        eventsInFlight += change * parcel.items().size();
        if (parcel.form() == Form.SINGLE) {
            singlesInFlight += change;
        } else {
            batchesInFlight += change;
        }
    }

    // ---------------------------------------------------------------- answers

    private void answered(Round sentFor, Parcel parcel, boolean firstUse, Outcome outcome) {
        count(parcel, -1);
        listener.answered(inFlight());
        if (firstUse) {
            alone = false;
        }
        if (sentFor != round) {
            return;
        }
        try {
            take(parcel, outcome);
        } catch (RuntimeException e) {
            fail(e);
        }
        go();
    }

    private void take(Parcel parcel, Outcome outcome) {
        switch (outcome) {
            case Outcome.Delivered() -> accepted(parcel);
            case Outcome.Split(String reason) -> split(parcel, reason);
            case Outcome.Poison(String reason) -> poisoned(parcel, reason);
            case Outcome.Fatal(String reason) -> throw new DeliveryException(reason);
            default -> {
                sendAgain(parcel);
                failed(parcel.generation(), outcome);
            }
        }
    }

    private void accepted(Parcel parcel) {
        long now = loop.nanoTime();
        long roundTrip = now - parcel.sentAt();
        boolean firstUse = seen.add(parcel.station());
        if (firstUse) {
            firstUses.of(parcel.station());
        } else {
            window(parcel.form()).answered(roundTrip, parcel.inFlightWhenSent());
            chooser.accepted(parcel.station(), parcel.form(), parcel.items().size(), parcel.sentAt(), now);
        }
        listener.accepted(parcel.items().size(), parcel.bytes(), roundTrip);
        if (isLetter(parcel)) {
            listener.deadLettered();
        }
        for (Parcel.Item item : parcel.items()) {
            round.accept(item.index(), item.body().length);
            round.lanes().done(item.lane());
        }
        through(parcel);
        works(parcel.failed());
    }

    private Window window(Form form) {
        return form == Form.SINGLE ? singles : batches;
    }

    /** The parcel needs nothing more; what waited behind it may go. */
    private void through(Parcel parcel) {
        bytesHeld -= parcel.bytes();
        if (parcel.rest() != null) {
            round.again().addFirst(parcel.rest());
        }
    }

    private void split(Parcel parcel, String reason) {
        if (parcel.items().size() == 1) {
            poisoned(parcel, reason);
        } else {
            round.again().addFirst(parcel.halves());
        }
    }

    private void poisoned(Parcel parcel, String reason) {
        Parcel.Item item = parcel.items().getFirst();
        if (!isLetter(parcel)) {
            listener.poisoned(reason);
        }
        Optional<Parcel> letter = ward.admit(parcel, round.event(item.index()), reason);
        if (letter.isPresent()) {
            round.again().addFirst(letter.get());
        } else {
            if (config.poisonPolicy() == PoisonPolicy.DEAD_LETTER) {
                listener.deadLettered();
            }
            round.settle(item.index());
            round.lanes().done(item.lane());
            through(parcel);
        }
    }

    private boolean isLetter(Parcel parcel) {
        return config.deadLetterStation().filter(parcel.station()::equals).isPresent();
    }

    private void sendAgain(Parcel parcel) {
        parcel.fail();
        round.again().addFirst(parcel);
    }

    // ---------------------------------------------------------------- trouble

    /** Takes note of a failure; of many requests that failed together, only the first counts. */
    private void failed(long sentIn, Outcome outcome) {
        listener.retried(outcome);
        consequences(outcome);
        if (sentIn != generation) {
            return;
        }
        generation++;
        Optional<Duration> wish = outcome instanceof Outcome.Retry retry ? retry.after() : Optional.empty();
        hold(outcome.reason(), wish, outcome instanceof Outcome.Reauthenticate);
    }

    private void consequences(Outcome outcome) {
        switch (outcome) {
            case Outcome.Unanswered ignored -> connectionLost();
            case Outcome.Reconnect ignored -> {
                forgetUnproved();
                gateway.tokens().demand();
            }
            case Outcome.Reauthenticate ignored -> gateway.tokens().demand();
            default -> {
                // The same request may simply be sent again.
            }
        }
    }

    /** The gateway may have restarted: it has lost what the broker had not yet, and knows no station any more. */
    private void connectionLost() {
        seen.clear();
        if (round != null && round.accepted() > 0) {
            forgetUnproved();
        }
    }

    private void forgetUnproved() {
        if (receipts.enabled()) {
            restart = true;
        }
    }

    private void hold(String reason, Optional<Duration> wish, boolean silent) {
        singles.failed();
        batches.failed();
        if (!silent) {
            outage.failed(reason);
        }
        if (outage.outlasts(config.retryMaxDuration())) {
            fail(new DeliveryException("Memphis could not be reached for longer than"
                    + " debezium.sink.memphis.retry.max.duration.ms="
                    + config.retryMaxDuration().orElseThrow().toMillis() + ": " + reason));
            return;
        }
        Duration wait = silent ? Duration.ZERO : backoff.next();
        pause(wish.filter(asked -> asked.compareTo(wait) > 0).orElse(wait));
    }

    private void pause(Duration wait) {
        paused = true;
        loop.schedule(wait, () -> {
            paused = false;
            go();
        });
    }

    private void works(boolean afterFailure) {
        backoff.reset();
        if (afterFailure || round.again().isEmpty()) {
            outage.recovered();
        }
    }

    // ---------------------------------------------------------------- renewal

    private void renew() {
        long now = loop.nanoTime();
        Duration since = Duration.ofNanos(now - lastRenewal);
        if (renewedOnce && since.compareTo(RECONNECT_PACE) < 0) {
            pause(RECONNECT_PACE.minus(since));
            return;
        }
        lastRenewal = now;
        renewedOnce = true;
        alone = true;
        gateway.tokens().renew(renewal -> {
            alone = false;
            renewed(renewal);
            go();
        });
    }

    private void renewed(Renewal renewal) {
        if (round == null) {
            return;
        }
        switch (renewal) {
            case Renewal.Done() -> {
                // A new broker connection: the gateway knows no station on it, and no receipt spans the two.
                seen.clear();
                if (round.accepted() > 0) {
                    forgetUnproved();
                }
                listener.renewed(gateway.tokens().left());
            }
            case Renewal.Later(String reason) -> {
                seen.clear();
                forgetUnproved();
                gateway.turn();
                hold(reason, Optional.empty(), false);
            }
            case Renewal.Never(String reason) -> fail(new DeliveryException(reason));
        }
    }

    // ---------------------------------------------------------------- the end of a handled batch

    /**
     * A receipt is asked for as soon as everything is sent: it travels behind the events and costs no round trip of its
     * own. The first one on a broker connection uses its station for the first time, and so has to be alone.
     */
    private boolean receiptDue() {
        boolean something = round.accepted() > 0 || eventsInFlight > 0 || (round.size() == 0 && !opened);
        boolean mayBeAsked = seen.contains(receipts.station()) || inFlight() == 0;
        return receipts.enabled() && something && !receiptUnderWay && mayBeAsked;
    }

    private void askReceipt() {
        receiptUnderWay = true;
        alone = !seen.contains(receipts.station());
        long asked = loop.nanoTime();
        long askedIn = generation;
        long covered = requestsSent;
        Round askedFor = round;
        receipts.ask(outcome -> {
            receiptUnderWay = false;
            alone = false;
            if (askedFor == round) {
                received(outcome, asked, askedIn, covered == requestsSent);
            }
            go();
        });
    }

    private void received(Outcome outcome, long asked, long askedIn, boolean coversAll) {
        if (outcome instanceof Outcome.Delivered) {
            seen.add(receipts.station());
            opened = true;
            listener.receipt(loop.nanoTime() - asked);
            // What was sent again in the meantime may have been behind the receipt: that asks for another.
            if (coversAll && !restart) {
                prove();
                works(true);
            }
        } else if (outcome instanceof Outcome.Fatal || outcome instanceof Outcome.Poison) {
            fail(new DeliveryException("no receipts on station " + receipts.station() + ": " + outcome.reason()
                    + ". Give the user the right to produce to it and consume from it, or set"
                    + " debezium.sink.memphis.receipt.enabled=false and do without the proof"));
        } else {
            listener.receiptMissing();
            restart = true;
            failed(askedIn, outcome);
        }
    }

    private void prove() {
        if (round.accepted() > 0) {
            listener.delivered(round.accepted(), round.acceptedBytes(), round.newestAccepted());
            round.prove();
        }
    }

    private void finish() {
        if (!receipts.enabled()) {
            prove();
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
