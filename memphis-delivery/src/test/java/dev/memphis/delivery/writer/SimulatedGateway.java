package dev.memphis.delivery.writer;

import dev.memphis.delivery.options.Credentials;
import dev.memphis.delivery.options.Secret;
import dev.memphis.delivery.protocol.AuthAnswer;
import dev.memphis.delivery.protocol.AuthExchange;
import dev.memphis.delivery.protocol.Token;
import dev.memphis.delivery.protocol.TokenSource;
import dev.memphis.delivery.transport.Gateway;
import dev.memphis.delivery.transport.Outcome;
import dev.memphis.delivery.transport.Produce;
import dev.memphis.delivery.transport.Produce.Form;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A gateway and the broker behind it, as the contract describes them, in simulated time: asynchronous publishing, a
 * buffer that a long outage empties, crashes that lose what the broker had not yet, tokens that run out, and the two
 * races the real one dies of.
 */
final class SimulatedGateway implements Gateway, AuthExchange {
    private static final Duration TOKEN_LIFE = Duration.ofSeconds(60);
    private static final Duration BUFFER_LIFE = Duration.ofSeconds(27);
    private static final Duration OPERATOR = Duration.ofMinutes(10);
    private static final Duration RECEIPT_WAIT = Duration.ofSeconds(2);

    private final SimulatedLoop loop;
    private final Clock clock;
    private final Random random;
    private final Faults faults;
    private final TokenSource tokens;

    /** What the broker has, per station, in order of arrival; duplicates included. */
    final Map<String, List<String>> stored = new HashMap<>();
    /** The races noticed: each would have killed the real gateway. */
    final List<String> races = new ArrayList<>();

    int produces;
    /** The most bytes under way at once, of more than one request. */
    long mostBytesInFlight;

    private long bytesInFlight;
    int logIns;
    int refreshes;

    private record Publish(String station, String data) {}

    /** A broker connection of the gateway. Each renewal makes a new one; those before it still pass on what they hold. */
    private static final class Link {
        final Deque<Publish> buffer = new ArrayDeque<>();
        final Duration lag;

        Link(Duration lag) {
            this.lag = lag;
        }
    }

    private final List<Link> links = new ArrayList<>();
    private final Set<String> known = new HashSet<>();
    private final Set<String> firstProduces = new HashSet<>();
    private final Set<Object> unanswered = new HashSet<>();
    private int producing;
    private int authenticating;
    private int process;
    /** The process that the client's connections lead to. */
    private int linked;

    private Runnable onLost = () -> {};
    private boolean gatewayDown;
    private boolean brokerDown;
    private long brokerDownSince;
    private boolean disconnected;
    private boolean authenticateBroken;
    private int tokenSerial;
    private final Set<String> invalid = new HashSet<>();

    /** How often what goes wrong, as chances for each request. */
    record Faults(double retry, double receiptLost, double answerLost, double requestLost, Set<String> poison) {}

    SimulatedGateway(SimulatedLoop loop, Random random, Faults faults) {
        this.loop = loop;
        this.clock = loop.clock();
        this.random = random;
        this.faults = faults;
        this.tokens = new TokenSource(
                new Credentials("cdc", new Secret("p"), 1, TOKEN_LIFE, Duration.ofDays(7)), this, clock);
        connect();
    }

    @Override
    public TokenSource tokens() {
        return tokens;
    }

    @Override
    public void turn() {}

    @Override
    public void onLost(Runnable listener) {
        onLost = listener;
    }

    @Override
    public String url() {
        return "http://simulated";
    }

    @Override
    public void close() {}

    // ---------------------------------------------------------------- faults

    void crash(Duration downFor) {
        process++;
        lose();
        known.clear();
        producing = 0;
        authenticating = 0;
        firstProduces.clear();
        gatewayDown = true;
        disconnected = false;
        authenticateBroken = false;
        loop.schedule(downFor, () -> gatewayDown = false);
        loop.schedule(delay(), this::notice);
    }

    /** After a long outage nobody can log in until somebody restarts the gateway. */
    private void restartIfNobodyCanLogIn() {
        if (authenticateBroken) {
            crash(Duration.ofSeconds(1));
        }
    }

    /** The client sees that its connections are closed; its next request opens new ones. */
    private void notice() {
        if (linked != process) {
            linked = process;
            onLost.run();
        }
    }

    void breakBroker(Duration downFor) {
        if (brokerDown) {
            return;
        }
        brokerDown = true;
        brokerDownSince = loop.nanoTime();
        loop.schedule(BUFFER_LIFE, () -> {
            if (brokerDown && loop.nanoTime() - brokerDownSince >= BUFFER_LIFE.toNanos()) {
                lose();
                disconnected = true;
                authenticateBroken = true;
                loop.schedule(OPERATOR, this::restartIfNobodyCanLogIn);
            }
        });
        loop.schedule(downFor, () -> {
            brokerDown = false;
            if (!disconnected) {
                links.forEach(this::flush);
            }
        });
    }

    private void lose() {
        links.forEach(link -> link.buffer.clear());
        links.clear();
        connect();
    }

    private void connect() {
        // Some are slow enough to hold an event for longer than a renewal takes.
        links.add(new Link(random.nextInt(8) == 0 ? Duration.ofMillis(random.nextInt(3000)) : delay()));
    }

    void invalidateTokens() {
        tokens.current().ifPresent(token -> invalid.add(token.jwt().reveal()));
    }

    // ---------------------------------------------------------------- log-in

    @Override
    public void logIn(Credentials credentials, Consumer<AuthAnswer> done) {
        logIns++;
        authenticate(!authenticateBroken, done);
    }

    @Override
    public void refresh(Token refreshToken, Credentials credentials, Consumer<AuthAnswer> done) {
        refreshes++;
        authenticate(true, done);
    }

    private void authenticate(boolean possible, Consumer<AuthAnswer> done) {
        int served = linked;
        loop.schedule(delay(), () -> {
            if (gatewayDown || served != process) {
                notice();
                done.accept(new AuthAnswer.Unavailable("gone"));
                return;
            }
            if (producing > 0) {
                races.add("log-in meets produce");
            }
            authenticating++;
            loop.schedule(delay(), () -> authenticated(served, possible, done));
        });
    }

    private void authenticated(int served, boolean possible, Consumer<AuthAnswer> done) {
        if (served != process) {
            done.accept(new AuthAnswer.Unavailable("gone"));
            return;
        }
        authenticating--;
        if (brokerDown || !possible) {
            done.accept(new AuthAnswer.Unavailable("Server error"));
            return;
        }
        disconnected = false;
        known.clear();
        connect();
        done.accept(new AuthAnswer.Granted(
                new Token(new Secret("t" + tokenSerial++), clock.instant().plus(TOKEN_LIFE)),
                new Token(new Secret("r"), clock.instant().plus(Duration.ofDays(7))),
                clock.instant()));
    }

    // ---------------------------------------------------------------- produce

    @Override
    public void produce(Produce request, Consumer<Outcome> done) {
        produces++;
        long bytes = request.bodies().stream().mapToLong(body -> body.length).sum();
        bytesInFlight += bytes;
        Object exchange = new Object();
        if (!unanswered.isEmpty()) {
            mostBytesInFlight = Math.max(mostBytesInFlight, bytesInFlight);
        }
        unanswered.add(exchange);
        produce(request, linked, outcome -> {
            unanswered.remove(exchange);
            bytesInFlight -= bytes;
            done.accept(outcome);
        });
    }

    private void produce(Produce request, int served, Consumer<Outcome> done) {
        String token = tokens.current().orElseThrow().jwt().reveal();
        boolean alive = tokens.left().isPositive();
        loop.schedule(delay(), () -> {
            if (gatewayDown || served != process || chance(faults.requestLost())) {
                notice();
                done.accept(new Outcome.Unanswered("lost on the way"));
            } else if (!alive || invalid.contains(token)) {
                loop.schedule(delay(), () -> done.accept(new Outcome.Reauthenticate("401")));
            } else {
                begin(request, served, done);
            }
        });
    }

    private void begin(Produce request, int served, Consumer<Outcome> done) {
        if (authenticating > 0) {
            races.add("produce meets log-in");
        }
        boolean first = !known.contains(request.station());
        if (first ? producing > 0 : !firstProduces.isEmpty()) {
            // Stricter than need be: the real one is known to die where both are first ones.
            races.add("first produce meets another: " + request.station() + " and " + firstProduces);
        }
        if (first) {
            firstProduces.add(request.station());
        }
        producing++;
        loop.schedule(delay(), () -> end(request, served, done));
    }

    private void end(Produce request, int served, Consumer<Outcome> done) {
        if (served != process) {
            done.accept(new Outcome.Unanswered("crashed"));
            return;
        }
        producing--;
        firstProduces.remove(request.station());
        if (disconnected) {
            done.accept(new Outcome.Reconnect("Server error"));
            return;
        }
        if (chance(faults.retry())) {
            done.accept(new Outcome.Retry("busy"));
            return;
        }
        known.add(request.station());
        Outcome outcome = publish(request);
        Outcome told = chance(faults.answerLost()) ? new Outcome.Unanswered("answer lost") : outcome;
        boolean alreadySent = random.nextBoolean();
        loop.schedule(delay(), () -> {
            if (served == process || alreadySent) {
                done.accept(told);
            } else {
                done.accept(new Outcome.Unanswered("crashed"));
            }
            if (served != process) {
                // Of several connections each has its own end, after the last answer that came on it.
                loop.execute(() -> onLost.run());
            }
        });
    }

    private Outcome publish(Produce request) {
        Link link = links.getLast();
        for (byte[] body : request.bodies()) {
            String data = new String(body, StandardCharsets.UTF_8);
            if (refuses(request.station(), data)) {
                return request.form() == Form.BATCH ? new Outcome.Split("poison") : new Outcome.Poison("poison");
            }
            link.buffer.add(new Publish(request.station(), data));
        }
        if (request.station().equals("receipts") && chance(faults.receiptLost())) {
            // What is lost on the way to the broker takes what stands before it along.
            link.buffer.clear();
        }
        loop.schedule(link.lag, () -> flush(link));
        return Outcome.DELIVERED;
    }

    /** What is poison everywhere is good enough for dead letters, unless their station is poison too. */
    private boolean refuses(String station, String data) {
        return faults.poison().contains(data)
                && (!station.equals("dead") || faults.poison().contains(station));
    }

    private void flush(Link link) {
        while (!brokerDown && !link.buffer.isEmpty()) {
            Publish publish = link.buffer.remove();
            stored.computeIfAbsent(publish.station(), name -> new ArrayList<>()).add(publish.data());
        }
    }

    // ---------------------------------------------------------------- receipts

    @Override
    public void receipt(String id, boolean firstUse, Consumer<Outcome> done) {
        Produce request = new Produce(
                "receipts", List.of(id.getBytes(StandardCharsets.UTF_8)), Form.SINGLE, "text/plain", List.of(), true);
        behind(new HashSet<>(unanswered), request, linked, outcome -> {
            if (outcome instanceof Outcome.Delivered) {
                lookFor(id, loop.nanoTime() + RECEIPT_WAIT.toNanos(), done);
            } else {
                done.accept(outcome);
            }
        });
    }

    /** Connections are pipelined: a request is handled once those before it are. */
    private void behind(Set<Object> before, Produce request, int served, Consumer<Outcome> done) {
        before.retainAll(unanswered);
        if (before.isEmpty()) {
            produce(request, served, done);
        } else {
            loop.schedule(Duration.ofNanos(300_000), () -> behind(before, request, served, done));
        }
    }

    private void lookFor(String id, long deadline, Consumer<Outcome> done) {
        if (stored.getOrDefault("receipts", List.of()).contains(id)) {
            done.accept(chance(faults.answerLost()) ? new Outcome.Retry("receipt lost") : Outcome.DELIVERED);
        } else if (loop.nanoTime() >= deadline) {
            done.accept(new Outcome.Retry("no receipt"));
        } else {
            loop.schedule(Duration.ofMillis(5), () -> lookFor(id, deadline, done));
        }
    }

    private boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    private Duration delay() {
        return Duration.ofNanos(50_000 + random.nextInt(2_000_000));
    }
}
