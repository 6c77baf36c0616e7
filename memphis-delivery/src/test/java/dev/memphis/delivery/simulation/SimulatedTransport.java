package dev.memphis.delivery.simulation;

import dev.memphis.delivery.transport.HttpPost;
import dev.memphis.delivery.transport.HttpReply;
import dev.memphis.delivery.transport.Transport;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/**
 * A network between the protocol and a simulated gateway: pipelined connections that are answered in order, end after some
 * answers or by accident, and a proxy that refuses a share of the requests, handled or not.
 */
final class SimulatedTransport implements Transport {
    private static final int CONNECTIONS = 4;
    private static final int TRICKLE = 8;
    /** What something between may say; one of them in the gateway's own words for a lost broker. */
    static final List<SimulatedGateway.Answer> REFUSALS = List.of(
            new SimulatedGateway.Answer(503, "busy"),
            new SimulatedGateway.Answer(502, "<html>bad gateway</html>"),
            new SimulatedGateway.Answer(504, ""),
            new SimulatedGateway.Answer(500, "upstream connect error"),
            new SimulatedGateway.Answer(500, "{\"message\":\"Server error\"}"),
            new SimulatedGateway.Answer(429, "slow down"),
            new SimulatedGateway.Answer(408, ""),
            new SimulatedGateway.Answer(404, "<html>no such host</html>"),
            new SimulatedGateway.Answer(403, "<html>blocked</html>"),
            new SimulatedGateway.Answer(401, "<html>who are you</html>"),
            new SimulatedGateway.Answer(400, "<html>bad request</html>"),
            new SimulatedGateway.Answer(400, "bad request"));

    /**
     * What is wrong with the network, as chances for each request.
     *
     * @param refused a proxy refuses instead of asking the gateway
     * @param refusedAfter it says so though the gateway answered
     * @param broken the connection breaks before the answer
     * @param answersOfAConnection after how many answers a connection is ended; 0 for never
     */
    record Faults(double refused, double refusedAfter, double broken, int answersOfAConnection) {
        static final Faults NONE = new Faults(0, 0, 0, 0);
    }

    private final SimulatedLoop loop;
    private final Random random;
    private final SimulatedGateway gateway;
    private final Faults faults;
    private final List<SimulatedGateway.Answer> refusals;
    private final Connection[] connections = new Connection[CONNECTIONS];
    private Runnable onEnd = () -> {};
    private long numbers;
    private long bytesUnderWay;
    /** The most bytes under way at once, of more than one request. */
    long mostBytesUnderWay;

    private record Request(HttpPost post, Consumer<HttpReply> done, int bytes) {}

    /** One connection to one process of the gateway. */
    private final class Connection {
        private final long number = numbers++;
        private final int process = gateway.process();
        private final Deque<Request> waiting = new ArrayDeque<>();
        private int answered;
        private boolean working;
        private boolean ended;

        void send(Request request) {
            waiting.add(request);
            work();
        }

        /** Requests are handled one after the other. */
        private void work() {
            if (working || ended || waiting.isEmpty()) {
                return;
            }
            working = true;
            Request request = waiting.peek();
            loop.schedule(delay(), () -> {
                if (ended) {
                    return;
                }
                if (gateway.isDown() || gateway.process() != process || chance(faults.broken())) {
                    end();
                } else if (chance(faults.refused())) {
                    answer(request, refusal());
                } else {
                    gateway.handle(
                            request.post(),
                            answer -> answer(request, chance(faults.refusedAfter()) ? refusal() : answer));
                }
            });
        }

        private void answer(Request request, SimulatedGateway.Answer answer) {
            loop.schedule(delay(), () -> {
                if (ended) {
                    return;
                }
                waiting.remove();
                working = false;
                answered++;
                reply(request, answer);
                if (faults.answersOfAConnection() > 0 && answered == faults.answersOfAConnection()) {
                    end();
                }
                work();
            });
        }

        void end() {
            if (ended) {
                return;
            }
            ended = true;
            List<Request> unanswered = new ArrayList<>(waiting);
            waiting.clear();
            onEnd.run();
            unanswered.forEach(request -> none(request));
        }
    }

    SimulatedTransport(SimulatedLoop loop, Random random, SimulatedGateway gateway, Faults faults) {
        this(loop, random, gateway, faults, REFUSALS);
    }

    /** @param refusals what something between says, each as often as the others */
    SimulatedTransport(
            SimulatedLoop loop,
            Random random,
            SimulatedGateway gateway,
            Faults faults,
            List<SimulatedGateway.Answer> refusals) {
        this.loop = loop;
        this.random = random;
        this.gateway = gateway;
        this.faults = faults;
        this.refusals = refusals;
    }

    /** The process is gone: its connections end soon, each by itself. */
    void processEnded() {
        for (Connection connection : connections) {
            if (connection != null) {
                loop.schedule(delay(), connection::end);
            }
        }
    }

    @Override
    public long send(HttpPost post, Spread spread, Duration timeout, Consumer<HttpReply> done) {
        int place = 0;
        while (spread == Spread.FILL && place < CONNECTIONS && load(place) >= TRICKLE) {
            place++;
        }
        return send(spread == Spread.FILL && place < CONNECTIONS ? place : leastLoaded(), post, done);
    }

    @Override
    public long sendBehind(long number, HttpPost post, Duration timeout, Consumer<HttpReply> done) {
        for (int place = 0; place < CONNECTIONS; place++) {
            if (isOpen(place) && connections[place].number == number) {
                return send(place, post, done);
            }
        }
        return send(post, Spread.FILL, timeout, done);
    }

    private long send(int place, HttpPost post, Consumer<HttpReply> done) {
        if (!isOpen(place)) {
            connections[place] = new Connection();
        }
        Request request = new Request(
                post, done, post.body().stream().mapToInt(piece -> piece.length).sum());
        if (bytesUnderWay > 0) {
            mostBytesUnderWay = Math.max(mostBytesUnderWay, bytesUnderWay + request.bytes());
        }
        bytesUnderWay += request.bytes();
        connections[place].send(request);
        return connections[place].number;
    }

    private int leastLoaded() {
        int least = 0;
        for (int place = 1; place < CONNECTIONS; place++) {
            least = load(place) < load(least) ? place : least;
        }
        return least;
    }

    private boolean isOpen(int place) {
        return connections[place] != null && !connections[place].ended;
    }

    private int load(int place) {
        return isOpen(place) ? connections[place].waiting.size() : 0;
    }

    private void reply(Request request, SimulatedGateway.Answer answer) {
        bytesUnderWay -= request.bytes();
        request.done().accept(whole(answer));
    }

    private void none(Request request) {
        bytesUnderWay -= request.bytes();
        request.done().accept(new HttpReply.None("the connection ended"));
    }

    private HttpReply whole(SimulatedGateway.Answer answer) {
        return new HttpReply.Answered(
                answer.status(), name -> null, answer.body().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void post(HttpPost post, Duration timeout, Consumer<HttpReply> done) {
        boolean[] over = {false};
        Consumer<HttpReply> once = reply -> {
            if (!over[0]) {
                over[0] = true;
                done.accept(reply);
            }
        };
        int process = gateway.process();
        loop.schedule(delay(), () -> {
            if (gateway.isDown() || gateway.process() != process || chance(faults.broken())) {
                once.accept(new HttpReply.None("the connection ended"));
                return;
            }
            gateway.handle(post, answer -> loop.schedule(delay(), () -> once.accept(whole(answer))));
            lookForItsEnd(process, once, over);
        });
        loop.schedule(timeout, () -> once.accept(new HttpReply.None("no answer in time")));
    }

    private void lookForItsEnd(int process, Consumer<HttpReply> once, boolean[] over) {
        if (gateway.process() != process) {
            once.accept(new HttpReply.None("the connection ended"));
        } else if (!over[0]) {
            loop.schedule(Duration.ofMillis(5), () -> lookForItsEnd(process, once, over));
        }
    }

    @Override
    public void onEnd(Runnable listener) {
        onEnd = listener;
    }

    @Override
    public List<Long> busy() {
        List<Connection> busy = new ArrayList<>();
        for (int place = 0; place < CONNECTIONS; place++) {
            if (load(place) > 0) {
                busy.add(connections[place]);
            }
        }
        busy.sort(
                Comparator.comparingInt((Connection one) -> one.waiting.size()).reversed());
        return busy.stream().map(connection -> connection.number).toList();
    }

    @Override
    public boolean turn() {
        return false;
    }

    @Override
    public String url() {
        return "http://simulated";
    }

    /** What has reached the gateway is still handled there. */
    @Override
    public void close() {
        for (Connection connection : connections) {
            if (connection != null) {
                connection.ended = true;
                connection.waiting.clear();
            }
        }
    }

    private SimulatedGateway.Answer refusal() {
        return refusals.get(random.nextInt(refusals.size()));
    }

    private boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    private Duration delay() {
        return Duration.ofNanos(20_000 + random.nextInt(500_000));
    }
}
