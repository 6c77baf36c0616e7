package dev.memphis.delivery.writer;

import dev.memphis.delivery.options.OptionNames;
import dev.memphis.delivery.protocol.Outcome;
import dev.memphis.delivery.protocol.ReceiptAnswer;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks for receipts, and settles what they prove. Confined to the loop. */
final class Prover {
    private static final Logger LOGGER = LoggerFactory.getLogger(Prover.class);
    /** So many receipts that fail in a row are missing; where one request in fifty fails, fewer are chance. */
    private static final int MANY = 5;

    private final Shared shared;
    private final Sender sender;
    private final OptionNames names;
    private final String station;
    private boolean gapRuns;
    private int failed;

    /**
     * @param station where receipts go through
     * @param names of options, for messages
     */
    Prover(Shared shared, Sender sender, String station, OptionNames names) {
        this.shared = shared;
        this.sender = sender;
        this.station = station;
        this.names = names;
    }

    /** Asks for a first receipt on a broker connection, or for its turn to; with nothing else under way. */
    void confirm() {
        if (!shared.course().mayBeAlone(false)) {
            return;
        }
        shared.course().alone();
        // Why ever it is asked for: the broker connection may be another one, on which every station is new.
        shared.stations().forget();
        long epoch = shared.stations().epoch();
        long asked = shared.loop().nanoTime();
        long streak = shared.recovery().streak();
        Runnable inTime = tellOfSilence();
        shared.proof().confirm(answer -> {
            inTime.run();
            shared.course().notAlone();
            shared.turns().accept(() -> {
                if (answer instanceof ReceiptAnswer.Back) {
                    shared.stations().learn(station, epoch);
                    confirmed(shared.loop().nanoTime() - asked);
                } else {
                    unproved(answer, streak);
                }
            });
        });
    }

    private void confirmed(long took) {
        failed = 0;
        shared.listener().receipt(took);
        shared.recovery().eased();
        shared.recovery().proved();
        shared.doubt().hold();
        shared.course().open();
    }

    /** Asks for a receipt of what was sent. */
    void prove() {
        ask(false);
    }

    /**
     * Nothing can be sent now: then what was sent is proved, so that what waits for that can go on. Returns whether a
     * receipt was asked for, or will be.
     */
    boolean proveIfNothingMoves() {
        boolean something = shared.inFlight().events() > 0 || !shared.proof().isDone();
        if (!shared.proof().isEnabled() || !something || shared.proof().isUnderWay()) {
            return false;
        }
        long left = shared.proof().gapLeft();
        if (left == 0) {
            ask(true);
        } else if (!gapRuns) {
            gapRuns = true;
            shared.loop().schedule(Duration.ofNanos(left), () -> {
                gapRuns = false;
                shared.turns().accept(() -> {});
            });
        }
        return left == 0;
    }

    private void ask(boolean everything) {
        long streak = shared.recovery().streak();
        Runnable inTime = tellOfSilence();
        shared.proof()
                .ask(
                        everything,
                        sender.sent(),
                        (answer, took) -> shared.turns().accept(() -> {
                            inTime.run();
                            if (answer instanceof ReceiptAnswer.Back) {
                                proved(took);
                            } else {
                                unproved(answer, streak);
                            }
                        }));
    }

    private Runnable tellOfSilence() {
        return shared.recovery().tellOfSilence("a receipt on station " + station);
    }

    private void proved(long took) {
        failed = 0;
        shared.listener().receipt(took);
        Proved proved = shared.proof().proved(took);
        shared.ledger().delivered(proved.attempts());
        if (!proved.attempts().isEmpty()) {
            shared.recovery().proved();
            shared.doubt().proved();
        }
        if (proved.tooLate()) {
            // The gateway is busier than its receipts can be quick.
            shared.inFlight().pressLess();
            shared.listener().receiptMissing();
            shared.doubt().ofAllAccepted();
        }
        sender.periodOver();
    }

    private void unproved(ReceiptAnswer answer, long streak) {
        switch (answer) {
            case ReceiptAnswer.Elsewhere(String reason) -> {
                LOGGER.info("{}: what it had accepted and is not proved will be sent again", reason);
                shared.listener().receiptMissing();
                shared.doubt().ofTheBrokerConnection();
            }
            case ReceiptAnswer.Missing(String reason) -> missing(reason);
            case ReceiptAnswer.Failed(Outcome outcome) -> failed(outcome, streak);
            case ReceiptAnswer.Back() -> {
                // It proves something.
            }
        }
    }

    private void missing(String reason) {
        shared.listener().receiptMissing();
        shared.doubt().ofAllAccepted();
        shared.proof().forgetConnection();
        shared.recovery().missing(reason);
    }

    private void failed(Outcome outcome, long streak) {
        if (outcome instanceof Outcome.Fatal || outcome instanceof Outcome.Poison) {
            throw new DeliveryException(
                    WriterNotices.NO_RECEIPTS.with(station, outcome.reason(), names.of("receipt.enabled")));
        }
        shared.listener().retried(outcome);
        if (++failed >= MANY && !(outcome instanceof Outcome.Reauthenticate)) {
            missing(outcome.reason());
        }
        shared.recovery().failed(streak, outcome);
    }
}
