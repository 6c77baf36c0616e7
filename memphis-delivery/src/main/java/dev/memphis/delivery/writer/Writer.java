package dev.memphis.delivery.writer;

import dev.memphis.delivery.event.Event;
import dev.memphis.delivery.form.FormChooser;
import dev.memphis.delivery.form.MeasuredFormChooser;
import dev.memphis.delivery.options.BatchMode;
import dev.memphis.delivery.options.Credentials;
import dev.memphis.delivery.options.DeliveryConfig;
import dev.memphis.delivery.options.MemphisConfig;
import dev.memphis.delivery.protocol.Gateway;
import dev.memphis.delivery.protocol.Produce.Form;
import dev.memphis.delivery.protocol.TokenSource;
import dev.memphis.delivery.transport.Loop;
import dev.memphis.delivery.turns.GatewayTurns;
import dev.memphis.delivery.turns.Hold;
import dev.memphis.delivery.turns.Seat;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;

/**
 * Takes events to the gateway, in an endless sequence. All that happens passes through {@link #turn}, which then looks at
 * where things stand and does what may be done ({@link Admission}). Confined to the loop.
 */
public final class Writer {
    /** A disk may be slow; the loop must not be. */
    private static final Executor DISK = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("memphis-dead-letters").factory());

    private final Settlement settlement;
    private final Shared shared;
    private final Sender sender;
    private final Prover prover;
    private final Renewer renewer;
    private boolean started;

    /** What other sessions at the gateway ask of this one. */
    private final class Neighbour implements Seat.Session {
        @Override
        public void granted() {
            turn(shared.course()::granted);
        }

        @Override
        public void hold(boolean replaced, Runnable still) {
            turn(() -> shared.course().hold(new Hold(true, replaced, still)));
        }

        @Override
        public void goOn() {
            turn(() -> shared.course().hold(Hold.NONE));
        }

        @Override
        public void replaced() {
            turn(shared.doubt()::ofAnotherLogIn);
        }
    }

    /**
     * Makes a writer; nothing is sent yet.
     *
     * @param fitness says which events may share a request where the gateway's re-encoding must keep every value
     * @param random for the jitter of waits
     * @param turns of those who talk to the same gateway
     * @param host where events go that can never be accepted, if the host has a place for them
     */
    public Writer(
            MemphisConfig config,
            Loop loop,
            Gateway gateway,
            BatchFitness fitness,
            Clock clock,
            RandomGenerator random,
            GatewayTurns turns,
            Optional<DeadLetters> host,
            DeliveryListener listener,
            Settlement settlement) {
        DeliveryConfig delivery = config.delivery();
        boolean several = config.gateway().sharedAddress();
        this.settlement = settlement;
        Credentials user = config.credentials();
        Seat seat = turns.seat(user.username() + "$" + user.accountId(), loop, new Neighbour());
        Course course = new Course(loop, this::look, settlement, seat);
        Proof proof = new Proof(config.receipts(), several, loop, gateway);
        Lanes lanes = new Lanes(delivery.ordering(), proof::isPatient);
        Ledger ledger = new Ledger(lanes, settlement, listener);
        InFlight inFlight = new InFlight(delivery);
        Stations stations = new Stations();
        Doubt doubt = new Doubt(loop, several, proof, stations, this::look);
        Outages outages = new Outages(clock, loop, delivery.outageAfter(), listener);
        Failures failures = new Failures(config.names(), delivery, outages, random);
        Duration silence = config.receipts().timeout();
        Recovery recovery =
                new Recovery(loop, this::turn, gateway, course, inFlight, doubt, failures, outages, silence);
        shared = new Shared(
                loop, gateway, listener, this::turn, course, ledger, inFlight, stations, proof, doubt, recovery);
        SizeLimit sizes = new SizeLimit(config.names().of("event.max.bytes"), delivery.eventMaxBytes());
        FormChooser chooser = chooser(delivery.batchMode());
        RetryQueue queue = new RetryQueue(loop, this::look);
        RequestMaker maker = new RequestMaker(delivery, sizes, chooser, fitness, lanes, queue);
        sender = new Sender(shared, maker, queue, sizes, chooser, refusals(config, clock, host));
        prover = new Prover(shared, sender, config.receipts().station(), config.names());
        renewer = new Renewer(shared);
        gateway.onConnectionEnd(() -> turn(doubt::question));
    }

    private static Refusals refusals(MemphisConfig config, Clock clock, Optional<DeadLetters> host) {
        Optional<DeadLetters> file = config.delivery()
                .deadLetterFile()
                .map(path -> new DeadLetterFile(
                        config.names().of("dead.letter.file"),
                        path,
                        config.delivery().deadLetterFileMaxBytes(),
                        clock,
                        DISK));
        return new Refusals(config.names(), config.delivery(), host, file);
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
        turn(() -> {
            started = true;
            shared.course().at(shared.gateway().url());
        });
    }

    /**
     * Takes events, which have the next numbers.
     *
     * @param first the number of the first of them
     */
    public void add(long first, List<Event> events) {
        turn(() -> {
            if (shared.ledger().isSettled() && shared.gateway().tokens().welcome()) {
                shared.gateway().tokens().demand();
            }
            shared.ledger().add(first, events);
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
        return new DeliveryException(WriterNotices.BROKEN.with(cause.toString()));
    }

    private void end(Optional<RuntimeException> reason) {
        if (!shared.course().isClosed()) {
            shared.course().close(shared.isQuiet());
            settlement.ended(reason);
        }
    }

    /** Takes note of something, and then does all that may be done. */
    private void turn(Runnable news) {
        assert shared.loop().isHere() : "the writer is confined to its loop";
        if (shared.course().isClosed()) {
            return;
        }
        try {
            news.run();
            while (step()) {
                // Each step did one thing; go on until there is nothing to do but wait.
            }
            shared.course().giveUnusedTurnBack();
            shared.ledger().tell();
            if (shared.course().isOpened() && shared.ledger().isSettled()) {
                shared.recovery().nothingWaits();
            }
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
            case REQUEUE -> sender.requeue();
            case CONFIRM -> prover.confirm();
            case PROVE -> prover.prove();
            case RENEW -> renewer.renew();
            case SEND -> {
                return send();
            }
            case STAND_STILL -> {
                shared.course().hold().still().run();
                return false;
            }
            case WAIT -> {
                return false;
            }
        }
        return true;
    }

    private boolean send() {
        return switch (sender.send()) {
            case SOMETHING -> true;
            case WAITS -> false;
            case NOTHING -> prover.proveIfNothingMoves() || rest();
        };
    }

    /** There is nothing to send and nothing to prove. */
    private boolean rest() {
        if (shared.ledger().isSettled()) {
            sender.periodOver();
        }
        return false;
    }

    /** Asks both clocks once: that costs more than all else about it, and it is done twice for an event that goes alone. */
    private Situation situation() {
        long now = shared.loop().nanoTime();
        TokenSource tokens = shared.gateway().tokens();
        Proof proof = shared.proof();
        int inFlight = shared.inFlight().events();
        boolean renewalDue = tokens.due();
        boolean confirmed = proof.isConfirmed(now);
        Hold hold = shared.course().hold();
        boolean doubt = shared.doubt().isThere(now);
        boolean replaced = renewalDue || hold.replaces();
        return new Situation(
                shared.course().state(),
                started && (!shared.ledger().isSettled() || !shared.course().isOpened()),
                shared.isQuiet(),
                hold.isThere(),
                doubt,
                renewalDue,
                replaced && !doubt && !proof.isDone() && confirmed && tokens.usable(),
                confirmed,
                proof.isLate(now),
                shared.doubt().isHolding(now),
                proof.isDue(inFlight, now),
                shared.inFlight().hasRoom() && proof.hasRoom(inFlight));
    }
}
