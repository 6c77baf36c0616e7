package dev.memphis.delivery.writer;

import dev.memphis.delivery.form.FormChooser;
import dev.memphis.delivery.protocol.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends requests, and takes their answers. Confined to the loop. */
final class Sender {
    /** So many refusals of one request may be mishaps on the way; one more, and it is the event. */
    private static final int MISHAPS = 4;

    private static final Logger LOGGER = LoggerFactory.getLogger(Sender.class);

    /** What came of it when something was to be sent. */
    enum Sent {
        /** A request went out, or was refused before it did. */
        SOMETHING,
        /** There is nothing that may be sent now. */
        NOTHING,
        /** What has to be alone, as a station's first use, waits until nothing else is under way. */
        WAITS
    }

    /**
     * In so long a silence the gateway's cleaner may have dropped a broker connection that was reconnecting, and somebody
     * else's request may have made another, to which every station is new (contract, "What a receipt does not prove").
     */
    private static final long SILENCE = Duration.ofSeconds(3).toNanos();

    private final Shared shared;
    private final RequestMaker maker;
    private final RetryQueue queue;
    private final SizeLimit sizes;
    private final FormChooser chooser;
    private final Refusals refusals;
    private final FirstUses firstUses = new FirstUses();
    private long sent;
    /** When the last request under way was over. */
    private long quietSince;

    Sender(
            Shared shared,
            RequestMaker maker,
            RetryQueue queue,
            SizeLimit sizes,
            FormChooser chooser,
            Refusals refusals) {
        this.shared = shared;
        this.maker = maker;
        this.queue = queue;
        this.sizes = sizes;
        this.chooser = chooser;
        this.refusals = refusals;
        this.quietSince = shared.loop().nanoTime();
    }

    /** Returns how many requests were ever sent. */
    long sent() {
        return sent;
    }

    /** Sends the next request, if there is one. */
    Sent send() {
        ProduceRequest waiting = queue.poll();
        ProduceRequest request = waiting == null ? maker.next() : waiting;
        if (request == null) {
            return Sent.NOTHING;
        }
        if (isAfterSilence()) {
            shared.stations().forget();
        }
        boolean firstUse = !shared.stations().knows(request.station());
        if (firstUse && !shared.isQuiet()) {
            queue.addFirst(request);
            return Sent.WAITS;
        }
        if (sizes.exceeds(request)) {
            refused(request, sizes.reason(request));
            return Sent.SOMETHING;
        }
        // With every connection gone the gateway may be a new process, to which every station is new.
        boolean alone =
                firstUse || (shared.inFlight().isEmpty() && shared.doubt().isQuestioned());
        if (alone && !shared.course().mayBeAlone(false)) {
            queue.addFirst(request);
            return Sent.WAITS;
        }
        send(request, firstUse, alone);
        return Sent.SOMETHING;
    }

    private boolean isAfterSilence() {
        return shared.isQuiet() && shared.loop().nanoTime() - quietSince > SILENCE;
    }

    private void send(ProduceRequest request, boolean firstUse, boolean alone) {
        InFlight inFlight = shared.inFlight();
        Runnable inTime = alone ? alone(request) : () -> {};
        inFlight.sent(request);
        FormChooser.Measure measure = firstUse ? FormChooser.Measure.NONE : chooser.measure(request.station());
        long now = shared.loop().nanoTime();
        measure.sent(request.items().size(), now);
        Attempt attempt = new Attempt(request, sent++, shared.recovery().streak(), now, inFlight.size(), measure);
        shared.listener().sent(request.items().size(), request.bytes(), inFlight.size());
        long epoch = shared.stations().epoch();
        attempt.connection(shared.gateway().produce(request.produce(alone), outcome -> {
            inTime.run();
            inFlight.back(request);
            if (inFlight.isEmpty()) {
                quietSince = shared.loop().nanoTime();
            }
            shared.listener().answered(inFlight.size());
            if (alone) {
                shared.course().notAlone();
            }
            shared.turns().accept(() -> answered(attempt, epoch, outcome));
        }));
    }

    private Runnable alone(ProduceRequest request) {
        shared.course().alone();
        return shared.recovery().tellOfSilence("an event for station " + request.station());
    }

    // ---------------------------------------------------------------- answers

    private void answered(Attempt attempt, long epoch, Outcome outcome) {
        long now = shared.loop().nanoTime();
        if (outcome.isGatewaysOwn()) {
            shared.doubt().answered(attempt.writtenAt(), now);
        }
        ProduceRequest request = attempt.request();
        if (!(outcome instanceof Outcome.Accepted)) {
            attempt.measure().failed(request.items().size(), now);
        }
        switch (outcome) {
            case Outcome.Accepted() -> accepted(attempt, epoch, now);
            case Outcome.Split(String reason) when request.items().size() > 1 -> queue.addFirst(request.halves());
            case Outcome.Split(String reason) -> refused(request, reason);
            case Outcome.Poison(String reason) -> refused(request, reason);
            case Outcome.Refused(String reason) when request.failures() >= MISHAPS -> refused(request, reason);
            case Outcome.Fatal(String reason) -> throw new DeliveryException(reason);
            default -> {
                shared.listener().retried(outcome);
                again(request.again());
                shared.recovery().failed(attempt.streak(), outcome);
            }
        }
    }

    private void accepted(Attempt attempt, long epoch, long now) {
        ProduceRequest request = attempt.request();
        long roundTrip = now - attempt.writtenAt();
        if (shared.stations().knows(request.station())) {
            shared.inFlight().answered(attempt, roundTrip);
        } else {
            shared.stations().learn(request.station(), epoch);
            firstUses.of(request.station());
        }
        attempt.measure().accepted(request.form(), request.items().size(), request.bytes(), now);
        shared.listener().accepted(request.items().size(), request.bytes(), roundTrip);
        if (request.letter()) {
            shared.listener().deadLettered();
        }
        request.items().forEach(shared.ledger()::accepted);
        queue.through(request);
        shared.recovery().eased();
        if (shared.proof().isEnabled()) {
            shared.proof().accepted(attempt);
        } else {
            shared.ledger().delivered(List.of(attempt));
            shared.recovery().proved();
        }
    }

    private void again(ProduceRequest request) {
        Duration wait = shared.recovery().waitOf(request.failures());
        if (wait.isZero()) {
            queue.addFirst(request);
        } else {
            queue.addLater(request, wait);
        }
    }

    /** A request's one event can never be accepted. */
    private void refused(ProduceRequest request, String reason) {
        Item item = request.items().getFirst();
        if (!request.letter()) {
            shared.listener().poisoned(reason);
        }
        switch (refusals.judge(request, reason)) {
            case Refusals.Verdict.Letter(ProduceRequest letter) -> queue.addFirst(letter);
            case Refusals.Verdict.Skip() -> {
                shared.ledger().settle(item);
                queue.through(request);
            }
            case Refusals.Verdict.SetAside(DeadLetters place) -> {
                byte[] body = item.body();
                item.progress(Item.Progress.SET_ASIDE);
                queue.through(request);
                place.write(
                        item.event(), body, reason, failure -> shared.loop().execute(() -> setAside(item, failure)));
            }
        }
    }

    private void setAside(Item item, Optional<String> failure) {
        shared.turns().accept(() -> {
            if (failure.isPresent()) {
                throw new DeliveryException(failure.get());
            }
            shared.listener().deadLettered();
            shared.ledger().settle(item);
        });
    }

    // ---------------------------------------------------------------- sending again

    /** Forgets every acceptance that is not proved: those events go out again, in their order, with the others. */
    void requeue() {
        int events = shared.doubt().putBack();
        queue.clear();
        shared.ledger().rebuild();
        periodOver();
        LOGGER.debug("{} events that were accepted and not proved are sent again", events);
    }

    /** What follows is measured anew. */
    void periodOver() {
        chooser.periodOver();
    }
}
