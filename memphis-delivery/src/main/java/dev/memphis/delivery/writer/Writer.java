package dev.memphis.delivery.writer;

import dev.memphis.delivery.event.Event;
import dev.memphis.delivery.options.BatchMode;
import dev.memphis.delivery.options.MemphisConfig;
import dev.memphis.delivery.protocol.Gateway;
import dev.memphis.delivery.protocol.Outcome;
import dev.memphis.delivery.protocol.Produce.Form;
import dev.memphis.delivery.protocol.ReceiptAnswer;
import dev.memphis.delivery.protocol.Renewal;
import dev.memphis.delivery.transport.Loop;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes events to the gateway, in an endless sequence. All that happens passes through {@link #turn}, which then looks at
 * where things stand and does what may be done ({@link Admission}). Confined to the loop.
 */
public final class Writer {
    private static final Logger LOGGER = LoggerFactory.getLogger(Writer.class);
    /** So many receipts that fail in a row are missing. */
    private static final int MANY_RECEIPTS = 3;
    /** A disk may be slow; the loop must not be. */
    private static final Executor DISK = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("memphis-dead-letters").factory());

    private final Loop loop;
    private final Gateway gateway;
    private final MemphisConfig config;
    private final DeliveryListener listener;
    private final Settlement settlement;
    private final FormChooser chooser;
    private final SizeLimit sizes;
    private final Refusals refusals;

    private final Sequence sequence = new Sequence();
    private final Lanes lanes;
    private final RetryQueue queue;
    private final RequestMaker maker;
    private final InFlight inFlight;
    private final Stations stations = new Stations();
    private final FirstUses firstUses = new FirstUses();
    private final Proof proof;
    private final Doubt doubt;
    private final Renewals renewals;
    private final Outages outages;
    private final Failures failures;

    private WriterState state = WriterState.SENDING;
    private boolean opened;
    private boolean started;
    private boolean gapRuns;
    private long pausedUntil;
    private boolean tokenRefused;
    private int receiptsFailed;
    private long sent;
    private long settledBytes;
    private long toldMark;

    /**
     * Makes a writer; nothing is sent yet.
     *
     * @param fitness says which events may share a request where the gateway's re-encoding must keep every value
     * @param random for the jitter of waits
     * @param host where events go that can never be accepted, if the host has a place for them
     */
    public Writer(
            MemphisConfig config,
            Loop loop,
            Gateway gateway,
            BatchFitness fitness,
            Clock clock,
            RandomGenerator random,
            Optional<DeadLetters> host,
            DeliveryListener listener,
            Settlement settlement) {
        this.loop = loop;
        this.gateway = gateway;
        this.config = config;
        this.listener = listener;
        this.settlement = settlement;
        chooser = chooser(config.delivery().batchMode());
        sizes = new SizeLimit(
                config.names().of("event.max.bytes"), config.delivery().eventMaxBytes());
        Optional<DeadLetters> file = config.delivery()
                .deadLetterFile()
                .map(path -> new DeadLetterFile(config.names().of("dead.letter.file"), path, clock, DISK));
        refusals = new Refusals(config.names(), config.delivery(), host, file);
        proof = new Proof(config.receipts(), config.gateway().sharedAddress(), loop, gateway);
        doubt = new Doubt(loop, config.gateway().sharedAddress(), proof, stations, this::look);
        lanes = new Lanes(config.delivery().ordering(), proof::isPatient);
        queue = new RetryQueue(loop, this::look);
        maker = new RequestMaker(config.delivery(), sizes, chooser, fitness, lanes, queue);
        inFlight = new InFlight(config.delivery());
        renewals = new Renewals(loop, gateway.tokens());
        outages = new Outages(clock, loop, config.delivery().outageAfter(), listener);
        failures = new Failures(config.names(), config.delivery(), outages, random);
        gateway.onConnectionEnd(() -> turn(doubt::question));
    }

    private static FormChooser chooser(BatchMode mode) {
        return switch (mode) {
            case AUTO -> new MeasuredFormChooser();
            case NEVER -> FormChooser.fixed(Form.SINGLE);
            case ALWAYS -> FormChooser.fixed(Form.BATCH);
        };
    }

    /** Logs in and asks for a first receipt; before anything else. */
    public void start() {
        turn(() -> started = true);
    }

    /**
     * Takes events, which have the next numbers.
     *
     * @param first the number of the first of them
     */
    public void add(long first, List<Event> events) {
        turn(() -> {
            if (sequence.unsettled() == 0 && gateway.tokens().welcome()) {
                gateway.tokens().demand();
            }
            long number = first;
            for (Event event : events) {
                Item item = new Item(number++, event);
                sequence.add(item);
                lanes.add(item);
            }
            listener.waiting(sequence.unsettled(), sequence.oldest());
        });
    }

    /** Ends: what is under way will not be settled. */
    public void close() {
        end(Optional.empty());
    }

    /** Ends because of something that happened elsewhere on the loop. */
    public void fail(Throwable cause) {
        end(Optional.of(cause instanceof RuntimeException known ? known : broken(cause)));
    }

    private static DeliveryException broken(Throwable cause) {
        return new DeliveryException("an error that the delivery cannot go on after: " + cause);
    }

    private void end(Optional<RuntimeException> reason) {
        if (state != WriterState.CLOSED) {
            state = WriterState.CLOSED;
            settlement.ended(reason);
        }
    }

    // ---------------------------------------------------------------- turns

    /** Takes note of something, and then does all that may be done. */
    private void turn(Runnable news) {
        if (state == WriterState.CLOSED) {
            return;
        }
        try {
            news.run();
            while (step()) {
                // Each step did one thing; go on until there is nothing to do but wait.
            }
            tellProgress();
        } catch (RuntimeException | Error e) {
            // Also an error of our own, or of the machine, must end the delivery: nobody else would ever wake it.
            fail(e);
        }
    }

    /** Time has passed, and more may be allowed than before. */
    private void look() {
        turn(() -> {});
    }

    /** Does the next thing that may be done; returns whether there may be more. */
    private boolean step() {
        switch (Admission.next(situation())) {
            case REQUEUE -> requeue();
            case RENEW -> {
                return renew();
            }
            case CONFIRM -> confirm();
            case PROVE -> prove(false);
            case SEND -> {
                return send();
            }
            case WAIT -> {
                return false;
            }
        }
        return true;
    }

    private Situation situation() {
        boolean unsettled = sequence.unsettled() > 0;
        boolean confirmed = proof.isConfirmed();
        boolean renewalDue = gateway.tokens().due();
        return new Situation(
                state,
                started && (unsettled || !opened),
                inFlight.isEmpty() && !proof.isUnderWay(),
                doubt.isThere(),
                renewalDue,
                renewalDue && !proof.isDone() && confirmed && gateway.tokens().usable(),
                confirmed,
                proof.isLate(),
                doubt.isHolding(),
                proof.isDue(inFlight.events()),
                inFlight.hasRoom() && proof.hasRoom(inFlight.events()));
    }

    private void tellProgress() {
        if (settledBytes > 0 || sequence.mark() > toldMark) {
            toldMark = sequence.mark();
            settlement.settled(toldMark, settledBytes);
            settledBytes = 0;
            listener.waiting(sequence.unsettled(), sequence.oldest());
        }
    }

    private void pause(Duration wait) {
        pausedUntil = Math.max(pausedUntil, loop.nanoTime() + wait.toNanos());
        inFlight.failed();
        if (state == WriterState.SENDING) {
            state = WriterState.PAUSED;
            loop.schedule(wait, this::resume);
        }
    }

    private void resume() {
        long left = pausedUntil - loop.nanoTime();
        if (left > 0) {
            loop.schedule(Duration.ofNanos(left), this::resume);
        } else if (state == WriterState.PAUSED) {
            state = WriterState.SENDING;
            look();
        }
    }

    /** A request is over beside which there was no other. */
    private void notAlone() {
        if (state == WriterState.ALONE) {
            state = WriterState.SENDING;
        }
    }

    /**
     * What everything else waits for is told of after the time that a receipt may take, however long its request may: the
     * first use of a station may take minutes. The result, when run, says that there is an answer.
     */
    private Runnable tellOfSilence(String what) {
        Duration timeout = config.receipts().timeout();
        return loop.schedule(
                timeout,
                () -> turn(() -> outages.missing("no answer to " + what + " for " + timeout.toMillis() + " ms")));
    }

    // ---------------------------------------------------------------- sending

    private boolean send() {
        ProduceRequest waiting = queue.poll();
        ProduceRequest request = waiting == null ? maker.next() : waiting;
        if (request == null) {
            return proveIfNothingMoves();
        }
        boolean firstUse = !stations.knows(request.station());
        if (firstUse && !(inFlight.isEmpty() && !proof.isUnderWay())) {
            queue.addFirst(request);
            return false;
        }
        if (sizes.exceeds(request)) {
            refused(request, sizes.reason(request));
        } else {
            send(request, firstUse);
        }
        return true;
    }

    private void send(ProduceRequest request, boolean firstUse) {
        // With every connection gone the gateway may be a new process, to which every station is new.
        boolean alone = firstUse || (inFlight.isEmpty() && doubt.isQuestioned());
        if (alone) {
            state = WriterState.ALONE;
        }
        inFlight.sent(request);
        FormChooser.Measure measure = firstUse ? FormChooser.Measure.NONE : chooser.measure(request.station());
        measure.sent();
        Attempt attempt = new Attempt(request, sent++, failures.streak(), loop.nanoTime(), inFlight.size(), measure);
        listener.sent(request.items().size(), request.bytes(), inFlight.size());
        long epoch = stations.epoch();
        Runnable inTime = alone ? tellOfSilence("an event for station " + request.station()) : () -> {};
        attempt.connection(gateway.produce(request.produce(alone), outcome -> {
            inTime.run();
            inFlight.back(request);
            listener.answered(inFlight.size());
            if (alone) {
                notAlone();
            }
            turn(() -> answered(attempt, epoch, outcome));
        }));
    }

    /** Nothing can be sent now: then what was sent is proved, so that what waits for that can go on. */
    private boolean proveIfNothingMoves() {
        boolean something = inFlight.events() > 0 || !proof.isDone();
        if (proof.isEnabled() && something && !proof.isUnderWay()) {
            return proveAfterTheGap();
        }
        if (sequence.unsettled() == 0) {
            chooser.periodOver();
        }
        return false;
    }

    private boolean proveAfterTheGap() {
        long left = proof.gapLeft();
        if (left == 0) {
            prove(true);
            return true;
        }
        if (!gapRuns) {
            gapRuns = true;
            loop.schedule(Duration.ofNanos(left), () -> {
                gapRuns = false;
                look();
            });
        }
        return false;
    }

    // ---------------------------------------------------------------- answers

    private void answered(Attempt attempt, long epoch, Outcome outcome) {
        if (outcome.isGatewaysOwn()) {
            doubt.answered(attempt.writtenAt());
        }
        ProduceRequest request = attempt.request();
        if (!(outcome instanceof Outcome.Accepted)) {
            attempt.measure().failed();
        }
        switch (outcome) {
            case Outcome.Accepted() -> accepted(attempt, epoch);
            case Outcome.Split(String reason) when request.items().size() > 1 -> queue.addFirst(request.halves());
            case Outcome.Split(String reason) -> refused(request, reason);
            case Outcome.Poison(String reason) -> refused(request, reason);
            case Outcome.Fatal(String reason) -> throw new DeliveryException(reason);
            default -> {
                listener.retried(outcome);
                again(request.again());
                failed(attempt.streak(), outcome);
            }
        }
    }

    private void accepted(Attempt attempt, long epoch) {
        ProduceRequest request = attempt.request();
        long now = loop.nanoTime();
        long roundTrip = now - attempt.writtenAt();
        if (stations.knows(request.station())) {
            inFlight.answered(attempt, roundTrip);
        } else {
            stations.learn(request.station(), epoch);
            firstUses.of(request.station());
        }
        attempt.measure().accepted(request.form(), request.items().size(), request.bytes(), attempt.writtenAt(), now);
        listener.accepted(request.items().size(), request.bytes(), roundTrip);
        if (request.letter()) {
            listener.deadLettered();
        }
        for (Item item : request.items()) {
            item.progress(Item.Progress.ACCEPTED);
            lanes.accepted(item);
        }
        queue.through(request);
        tokenRefused = false;
        failures.eased();
        if (proof.isEnabled()) {
            proof.accepted(attempt);
        } else {
            delivered(List.of(attempt));
            outages.proved();
        }
    }

    private void again(ProduceRequest request) {
        Duration wait = failures.waitOf(request.failures());
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
            listener.poisoned(reason);
        }
        switch (refusals.judge(request, reason)) {
            case Refusals.Verdict.Letter(ProduceRequest letter) -> queue.addFirst(letter);
            case Refusals.Verdict.Skip() -> {
                settle(item);
                queue.through(request);
            }
            case Refusals.Verdict.SetAside(DeadLetters place) -> {
                byte[] body = item.body();
                item.progress(Item.Progress.SET_ASIDE);
                queue.through(request);
                place.write(item.event(), body, reason, failure -> loop.execute(() -> setAside(item, failure)));
            }
        }
    }

    private void setAside(Item item, Optional<String> failure) {
        turn(() -> {
            if (failure.isPresent()) {
                throw new DeliveryException(failure.get());
            }
            listener.deadLettered();
            settle(item);
        });
    }

    private void settle(Item item) {
        boolean wasAccepted = item.progress() == Item.Progress.ACCEPTED;
        settledBytes += item.event().sizeHint();
        sequence.settle(item);
        if (item.lane() != null) {
            lanes.settled(item, wasAccepted);
        }
    }

    private void delivered(List<Attempt> attempts) {
        int events = 0;
        long bytes = 0;
        OptionalLong newest = OptionalLong.empty();
        for (int i = 0; i < attempts.size(); i++) {
            ProduceRequest request = attempts.get(i).request();
            request.items().forEach(this::settle);
            events += request.items().size();
            bytes += request.bytes();
            if (i == attempts.size() - 1) {
                newest = request.items().getLast().event().sourceTime();
            }
        }
        if (events > 0) {
            listener.delivered(events, bytes, newest);
        }
    }

    // ---------------------------------------------------------------- failures

    private void failed(long sentIn, Outcome outcome) {
        Optional<Duration> wish = Optional.empty();
        switch (outcome) {
            case Outcome.Unanswered(String reason, Optional<Duration> after) -> {
                doubt.question();
                wish = after;
            }
            case Outcome.Retry retry -> wish = retry.after();
            case Outcome.Reconnect(String reason) -> {
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

    private void tryAnother() {
        if (gateway.turn()) {
            doubt.compareAnew();
            doubt.ofTheGateway();
        }
    }

    /** Forgets every acceptance that is not proved: those events go out again, in their order, with the others. */
    private void requeue() {
        int events = doubt.putBack();
        queue.clear();
        lanes.rebuild(sequence.unsettledItems());
        chooser.periodOver();
        LOGGER.debug("{} events that were accepted and not proved are sent again", events);
    }

    // ---------------------------------------------------------------- renewal

    private boolean renew() {
        Duration wait = renewals.untilNext();
        if (wait.isPositive()) {
            pause(wait);
            return false;
        }
        state = WriterState.ALONE;
        Runnable inTime = tellOfSilence("a log-in");
        renewals.renew(renewal -> {
            inTime.run();
            notAlone();
            turn(() -> {
                // Also one that failed may have swapped the broker connection: no receipt spans the two.
                doubt.ofTheGateway();
                renewed(renewal);
            });
        });
        return false;
    }

    private void renewed(Renewal renewal) {
        switch (renewal) {
            case Renewal.Done() -> {
                doubt.compareAnew();
                listener.renewed(gateway.tokens().left());
                if (!proof.isEnabled()) {
                    open();
                }
            }
            case Renewal.Later(String reason) -> {
                outages.failed(reason);
                tryAnother();
                pause(failures.failedAll(reason));
            }
            case Renewal.Never(String reason) -> throw new DeliveryException(reason);
        }
    }

    private void open() {
        if (!opened) {
            opened = true;
            settlement.opened();
        }
    }

    // ---------------------------------------------------------------- receipts

    private void confirm() {
        state = WriterState.ALONE;
        // Why ever it is asked for: the broker connection may be another one, on which every station is new.
        stations.forget();
        String station = config.receipts().station();
        long epoch = stations.epoch();
        long asked = loop.nanoTime();
        long streak = failures.streak();
        Runnable inTime =
                tellOfSilence("a receipt on station " + config.receipts().station());
        proof.confirm(answer -> {
            inTime.run();
            notAlone();
            turn(() -> {
                if (answer instanceof ReceiptAnswer.Back) {
                    receiptsFailed = 0;
                    stations.learn(station, epoch);
                    listener.receipt(loop.nanoTime() - asked);
                    failures.eased();
                    outages.proved();
                    doubt.hold();
                    open();
                } else {
                    unproved(answer, streak);
                }
            });
        });
    }

    private void prove(boolean everything) {
        long streak = failures.streak();
        Runnable inTime =
                tellOfSilence("a receipt on station " + config.receipts().station());
        proof.ask(
                everything,
                sent,
                (answer, took) -> turn(() -> {
                    inTime.run();
                    if (answer instanceof ReceiptAnswer.Back) {
                        proved(took);
                    } else {
                        unproved(answer, streak);
                    }
                }));
    }

    private void proved(long took) {
        receiptsFailed = 0;
        listener.receipt(took);
        Proved proved = proof.proved(took);
        delivered(proved.attempts());
        if (!proved.attempts().isEmpty()) {
            outages.proved();
            doubt.proved();
        }
        if (proved.tooLate()) {
            // The gateway is busier than its receipts can be quick.
            inFlight.pressLess();
            listener.receiptMissing();
            doubt.ofAllAccepted();
        }
        chooser.periodOver();
    }

    private void unproved(ReceiptAnswer answer, long streak) {
        switch (answer) {
            case ReceiptAnswer.Elsewhere(String reason) -> {
                LOGGER.info("{}: what it had accepted and is not proved will be sent again", reason);
                listener.receiptMissing();
                doubt.ofTheBrokerConnection();
            }
            case ReceiptAnswer.Missing(String reason) -> missing(reason);
            case ReceiptAnswer.Failed(Outcome outcome) -> receiptFailed(outcome, streak);
            case ReceiptAnswer.Back() -> {
                // It proves something.
            }
        }
    }

    private void missing(String reason) {
        listener.receiptMissing();
        doubt.ofAllAccepted();
        proof.forgetConnection();
        outages.missing(reason);
        pause(failures.failedAll(reason));
    }

    private void receiptFailed(Outcome outcome, long streak) {
        if (outcome instanceof Outcome.Fatal || outcome instanceof Outcome.Poison) {
            throw new DeliveryException("no receipts on station "
                    + config.receipts().station() + ": " + outcome.reason()
                    + ". Give the user the right to produce to it and consume from it, or set "
                    + config.names().of("receipt.enabled") + "=false and do without the proof");
        }
        listener.retried(outcome);
        if (++receiptsFailed >= MANY_RECEIPTS && !(outcome instanceof Outcome.Reauthenticate)) {
            missing(outcome.reason());
        }
        failed(streak, outcome);
    }
}
