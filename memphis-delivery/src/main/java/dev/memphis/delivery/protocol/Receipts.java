package dev.memphis.delivery.protocol;

import dev.memphis.delivery.options.ReceiptConfig;
import dev.memphis.delivery.protocol.Produce.Form;
import dev.memphis.delivery.transport.HttpPost;
import dev.memphis.delivery.transport.HttpReply;
import dev.memphis.delivery.transport.Loop;
import dev.memphis.delivery.transport.Transport;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Receipts there and back: small messages to a station of our own, produced behind events and consumed again (contract, "A
 * delivery receipt"). Consuming also tells whether the gateway's broker connection is still the same (contract,
 * "Identity"): the first consume on a connection names the group that is ours, every later one a
 * group that was never used and so is ignored, unless the connection is a new one; then it reads the station from its
 * beginning, and what comes is a receipt that was read before. One receipt, or one for each of several connections, is
 * under way at a time. Confined to the loop.
 */
public final class Receipts {
    /** How long the gateway may wait for a receipt before it answers that there is none (named in a consumer's first call). */
    private static final Duration WAIT = Duration.ofMillis(500);
    /** Where the gateway does not wait, it is not asked without a pause. */
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);
    /**
     * So many receipts of earlier runs are read singly, as a run that was killed leaves one or two: for a portion that is not full
     * the gateway waits (contract, "Consume").
     */
    private static final int SINGLY = 4;
    /** Further ones are read in ever larger portions, up to this. */
    private static final int LARGEST_PORTION = 1000;
    /** A receipt that was read must still be in the station: one that the gateway makes keeps messages for an hour. */
    private static final Duration FRESH = Duration.ofMinutes(10);
    /** Receipts that never came back may still come. */
    private static final int MOST_UNREAD = 1000;

    private final Gateway gateway;
    private final Transport transport;
    private final Loop loop;
    private final ReceiptConfig config;
    private final boolean shared;
    /** Each id is new: who may read receipts cannot make up those that are to come. */
    private final RandomGenerator random;

    private final String run;
    private final Set<String> unread = new LinkedHashSet<>();

    private int surprises;
    private int confirmations;
    private boolean confirmed;
    private long confirmedAt;

    /** @param shared whether several gateways answer: then their broker connections cannot be told apart */
    Receipts(
            Gateway gateway,
            Transport transport,
            Loop loop,
            ReceiptConfig config,
            boolean shared,
            RandomGenerator random) {
        this.gateway = gateway;
        this.transport = transport;
        this.loop = loop;
        this.config = config;
        this.shared = shared;
        this.random = random;
        this.run = Long.toHexString(random.nextLong());
    }

    /**
     * Says whether receipts prove anything: one came back on the broker connection that the gateway has, not long ago.
     *
     * @param now in the loop's nanoseconds
     */
    public boolean confirmed(long now) {
        return confirmed && now - confirmedAt < FRESH.toNanos();
    }

    /** The gateway has, or may have, another broker connection: receipts prove nothing until {@link #confirm} succeeds. */
    public void forget() {
        confirmed = false;
    }

    /**
     * Sends a receipt over any connection and reads it back, one step after the other. Only with nothing else under way: the
     * gateway may see the station for the first time.
     *
     * @param done told once no request of the receipt is under way any more
     */
    public void confirm(Consumer<ReceiptAnswer> done) {
        confirmed = false;
        confirmations++;
        new RoundTrip(true, done).produceAlone();
    }

    /**
     * Sends a receipt behind what is under way on each of some connections, and reads them back meanwhile.
     *
     * @param done told once no request of the receipts is under way any more
     * @return the numbers of the connections that took them
     */
    public List<Long> ask(List<Long> connections, Consumer<ReceiptAnswer> done) {
        RoundTrip trip = new RoundTrip(false, done);
        List<Long> taken = trip.produceBehind(connections);
        trip.consume();
        return taken;
    }

    private String consumer() {
        return surprises == 0 ? config.station() : config.station() + "-" + run + "-" + surprises;
    }

    /** Waits for every answer, and for every receipt to be seen. */
    private final class RoundTrip {
        private final boolean confirming;
        private final Consumer<ReceiptAnswer> done;
        private final Set<String> missing = new HashSet<>();
        private int portion;
        private int oldPortions;
        private int underWay;
        private boolean late;
        /** What has become of it; null while that is not known. */
        private @Nullable ReceiptAnswer answer;

        private Runnable callOff = () -> {};

        RoundTrip(boolean confirming, Consumer<ReceiptAnswer> done) {
            this.confirming = confirming;
            this.done = done;
        }

        void produceAlone() {
            underWay++;
            gateway.produce(request(true), outcome -> {
                produced(outcome);
                if (answer == null) {
                    awaitNoLonger();
                    consume();
                }
                finish();
            });
        }

        List<Long> produceBehind(List<Long> connections) {
            List<Long> taken = new ArrayList<>();
            underWay += connections.size();
            for (long connection : connections) {
                taken.add(gateway.send(
                        request(false),
                        outcome -> {
                            produced(outcome);
                            finish();
                        },
                        (post, replied) -> transport.sendBehind(connection, post, config.timeout(), replied)));
            }
            awaitNoLonger();
            return taken;
        }

        /** From now on it counts how long it takes: the first use of a station may take minutes by itself. */
        private void awaitNoLonger() {
            callOff = loop.schedule(config.timeout(), () -> late = true);
        }

        private Produce request(boolean firstUse) {
            String receipt = "{\"receipt\":\"" + run + "-" + Long.toHexString(random.nextLong()) + "\"}";
            missing.add(receipt);
            sent(receipt);
            return new Produce(
                    config.station(),
                    List.of(receipt.getBytes(StandardCharsets.UTF_8)),
                    Form.SINGLE,
                    "application/json",
                    List.of(),
                    firstUse);
        }

        private void produced(Outcome outcome) {
            underWay--;
            if (!(outcome instanceof Outcome.Accepted)) {
                known(new ReceiptAnswer.Failed(outcome));
            }
        }

        void consume() {
            underWay++;
            portion = Math.max(portion, missing.size());
            String group =
                    confirming || shared ? config.station() : config.station() + "-" + run + "-unused-" + confirmations;
            transport.post(
                    HttpPost.json(
                            gateway.consumePath(config.station()),
                            new Consume(consumer(), group, portion, WAIT).body()),
                    config.timeout().plus(WAIT),
                    reply -> {
                        underWay--;
                        consumed(reply);
                        finish();
                    });
        }

        private void consumed(HttpReply reply) {
            switch (reply) {
                case HttpReply.None(String reason) -> known(new ReceiptAnswer.Failed(new Outcome.Unanswered(reason)));
                case HttpReply.Answered answered -> {
                    if (answered.status() == 200) {
                        seen(Message.texts(answered.body()));
                    } else {
                        known(new ReceiptAnswer.Failed(AnswerTable.outcome(Answers.read(answered), Form.SINGLE)));
                    }
                }
            }
        }

        private void seen(List<String> messages) {
            boolean readBefore = !unread.containsAll(messages);
            unread.removeAll(messages);
            boolean oldOnes = !missing.removeAll(messages) && messages.size() >= portion;
            // Receipts that nobody read stand before ours: of a run that ended before it did, or of another group.
            portion = oldOnes && ++oldPortions > SINGLY ? Math.min(LARGEST_PORTION, 4 * portion) : missing.size();
            if (readBefore && !confirming && !shared) {
                elsewhere();
            } else if (!missing.isEmpty() && answer == null) {
                lookAgain(messages.isEmpty() ? LOOK_AGAIN : Duration.ZERO);
            }
        }

        private void lookAgain(Duration wait) {
            if (late) {
                known(new ReceiptAnswer.Missing("no receipt came back from station " + config.station()
                        + "; is the broker away, or may the user not consume from it?"));
                return;
            }
            underWay++;
            loop.schedule(wait, () -> {
                underWay--;
                if (answer == null) {
                    consume();
                }
                finish();
            });
        }

        private void elsewhere() {
            surprises++;
            confirmed = false;
            known(new ReceiptAnswer.Elsewhere(
                    "the gateway at " + gateway.url() + " has another connection to its broker than before"));
        }

        private void known(ReceiptAnswer first) {
            if (answer == null) {
                answer = first;
            }
        }

        /** Tells what became of it once nothing of it is under way. */
        private void finish() {
            if (underWay > 0) {
                return;
            }
            callOff.run();
            ReceiptAnswer became = answer;
            if (became == null) {
                confirmed = true;
                confirmedAt = loop.nanoTime();
                became = new ReceiptAnswer.Back();
                answer = became;
            }
            done.accept(became);
        }
    }

    private void sent(String receipt) {
        unread.add(receipt);
        if (unread.size() > MOST_UNREAD) {
            unread.remove(unread.iterator().next());
        }
    }
}
