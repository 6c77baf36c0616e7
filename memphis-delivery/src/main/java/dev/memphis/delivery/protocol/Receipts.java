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

/**
 * Receipts there and back: small messages to a station of our own, produced behind events and consumed again (contract, "A
 * delivery receipt"). Consuming also tells whether the gateway's broker connection is still the same (contract, "What a
 * receipt does not prove", identity): the first consume on a connection names the group that is ours, every later one a
 * group that was never used and so is ignored, unless the connection is a new one; then it reads the station from its
 * beginning, and what comes is a receipt that was read before. One receipt, or one for each of several connections, is
 * under way at a time. Confined to the loop.
 */
public final class Receipts {
    /** How long the gateway may wait for a receipt before it answers that there is none (named in a consumer's first call). */
    private static final Duration WAIT = Duration.ofMillis(500);
    /** Where the gateway does not wait, it is not asked without a pause. */
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);
    /** Receipts of earlier runs are read in ever larger portions, up to this. */
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
    private final String run;
    private final Set<String> unread = new LinkedHashSet<>();

    private long count;
    private int surprises;
    private int generation;
    private boolean confirmed;
    private long confirmedAt;
    private boolean consuming;
    private Attempt current;

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
        this.run = Long.toHexString(random.nextLong());
    }

    /** Says whether receipts prove anything: one came back on the broker connection that the gateway has, not long ago. */
    public boolean confirmed() {
        return confirmed && loop.nanoTime() - confirmedAt < FRESH.toNanos();
    }

    /** The gateway has, or may have, another broker connection: receipts prove nothing until {@link #confirm} succeeds. */
    public void forget() {
        confirmed = false;
    }

    /**
     * Sends a receipt over any connection and reads it back, one step after the other. Only with nothing else under way.
     *
     * @param firstUse whether the gateway may see the station for the first time, which takes long
     */
    public void confirm(boolean firstUse, Consumer<ReceiptAnswer> done) {
        confirmed = false;
        generation++;
        current = new Attempt(done);
        current.produceAlone(firstUse);
    }

    /**
     * Sends a receipt behind what is under way on each of some connections, and reads them back meanwhile.
     *
     * @return the numbers of the connections that took them
     */
    public List<Long> ask(List<Long> connections, Consumer<ReceiptAnswer> done) {
        current = new Attempt(done);
        List<Long> taken = current.produceBehind(connections);
        current.awaitNoLonger();
        current.consume();
        return taken;
    }

    private String consumer() {
        return surprises == 0 ? config.station() : config.station() + "-" + run + "-" + surprises;
    }

    /** Waits for every answer, and for every receipt to be seen. */
    private final class Attempt {
        private final Consumer<ReceiptAnswer> done;
        private final Set<String> missing = new HashSet<>();
        private final boolean confirming = !confirmed;
        private int portion;
        private int producing;
        private boolean over;
        private Runnable callOff = () -> {};

        Attempt(Consumer<ReceiptAnswer> done) {
            this.done = done;
        }

        void produceAlone(boolean firstUse) {
            Produce request = request(firstUse);
            producing++;
            gateway.produce(request, outcome -> {
                produced(outcome);
                if (!over) {
                    awaitNoLonger();
                    consume();
                }
            });
        }

        /** From now on it counts how long it takes: the first use of a station may take minutes by itself. */
        void awaitNoLonger() {
            callOff = loop.schedule(config.timeout(), this::late);
        }

        List<Long> produceBehind(List<Long> connections) {
            List<Long> taken = new ArrayList<>();
            producing = connections.size();
            for (long connection : connections) {
                taken.add(gateway.send(
                        request(false),
                        this::produced,
                        (post, replied) -> transport.sendBehind(connection, post, config.timeout(), replied)));
            }
            return taken;
        }

        private Produce request(boolean firstUse) {
            String receipt = "{\"receipt\":\"" + run + "-" + count++ + "\"}";
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
            producing--;
            if (outcome instanceof Outcome.Accepted) {
                finishWhenAllIsKnown();
            } else {
                finish(new ReceiptAnswer.Failed(outcome));
            }
        }

        void consume() {
            if (!consuming) {
                consuming = true;
                portion = Math.max(portion, missing.size());
                int asked = generation;
                transport.post(
                        HttpPost.json(gateway.consumePath(config.station()), consumeBody()),
                        config.timeout().plus(WAIT),
                        reply -> consumed(reply, asked));
            }
        }

        private String consumeBody() {
            String group =
                    confirming || shared ? config.station() : config.station() + "-" + run + "-unused-" + generation;
            return ReceiptMessages.consume(consumer(), group, portion, WAIT);
        }

        private void seen(List<String> messages) {
            boolean readBefore = messages.stream().anyMatch(message -> !unread.contains(message));
            unread.removeAll(messages);
            boolean oldOnes = !missing.removeAll(messages) && messages.size() >= portion;
            if (readBefore && !confirming && !shared) {
                elsewhere();
                return;
            }
            // Receipts that nobody read stand before ours: of a run that ended before it did, or of another group.
            portion = oldOnes ? Math.min(LARGEST_PORTION, 4 * portion) : missing.size();
            finishWhenAllIsKnown();
            if (!over) {
                loop.schedule(messages.isEmpty() ? LOOK_AGAIN : Duration.ZERO, this::lookAgain);
            }
        }

        private void lookAgain() {
            if (!over && !missing.isEmpty()) {
                consume();
            }
        }

        private void elsewhere() {
            surprises++;
            confirmed = false;
            finish(new ReceiptAnswer.Elsewhere(
                    "the gateway at " + gateway.url() + " has another connection to its broker than before"));
        }

        private void finishWhenAllIsKnown() {
            if (producing == 0 && missing.isEmpty() && !over) {
                if (confirming) {
                    confirmed = true;
                }
                confirmedAt = loop.nanoTime();
                finish(new ReceiptAnswer.Back());
            }
        }

        private void late() {
            finish(new ReceiptAnswer.Missing("no receipt came back from station " + config.station()
                    + "; is the broker away, or may the user not consume from it?"));
        }

        void finish(ReceiptAnswer answer) {
            if (!over) {
                over = true;
                callOff.run();
                done.accept(answer);
            }
        }
    }

    private void sent(String receipt) {
        unread.add(receipt);
        if (unread.size() > MOST_UNREAD) {
            unread.remove(unread.iterator().next());
        }
    }

    /** What a consume brings is for the receipt under way, also where an earlier one had asked. */
    private void consumed(HttpReply reply, int asked) {
        consuming = false;
        if (asked != generation) {
            // Asked on another broker connection: it may have read what is waited for, and says nothing of the present
            // one.
            if (reply instanceof HttpReply.Answered answered && answered.status() == 200) {
                List<String> messages = ReceiptMessages.read(answered.body());
                unread.removeAll(messages);
                current.missing.removeAll(messages);
            }
            current.finishWhenAllIsKnown();
            current.lookAgain();
            return;
        }
        switch (reply) {
            case HttpReply.None(String reason) ->
                current.finish(new ReceiptAnswer.Failed(new Outcome.Unanswered(reason)));
            case HttpReply.Answered answered
            when answered.status() == 200 -> current.seen(ReceiptMessages.read(answered.body()));
            case HttpReply.Answered answered ->
                current.finish(new ReceiptAnswer.Failed(AnswerTable.outcome(Answers.read(answered), Form.SINGLE)));
        }
    }
}
