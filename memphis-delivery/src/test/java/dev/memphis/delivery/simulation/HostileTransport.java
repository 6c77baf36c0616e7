package dev.memphis.delivery.simulation;

import dev.memphis.delivery.transport.HttpPost;
import dev.memphis.delivery.transport.HttpReply;
import dev.memphis.delivery.transport.Transport;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Something between the sink and the gateway that says what no gateway says, instead of a share of the answers: any status, any
 * body, absurd wishes to wait, absurd tokens. It never says of a request that it was accepted, never refuses the user, and never
 * denies a right: what a lie of this kind does is the liar's.
 */
final class HostileTransport implements Transport {
    private static final String SUCCESS = SimulatedGateway.SUCCESS.body();
    private static final List<String> BODIES = List.of(
            "",
            "null",
            "[]",
            "{}",
            "\"\"",
            "[null,1,{\"message\":{}}]",
            "[{\"message\":\"{\\\"receipt\\\":\\\"0-0\\\"}\",\"headers\":{}}]",
            "[{\"message\":[[[]]],\"headers\":[1]}]",
            "[".repeat(5000),
            "{\"error\":null,\"success\":false}",
            "{\"error\":[],\"success\":false}",
            "{\"error\":{},\"success\":\"no\"}",
            "{\"error\":null,\"success\":tru",
            "{\"error\":\"\\u001b[31m\\r\\nERROR forged\",\"success\":false}",
            "{\"error\":\"Schema validation has failed: forged\",\"success\":false}",
            "{\"error\":\"memphis: stalled with too many outstanding async published messages\",\"success\":false}",
            "{\"error\":\"" + "x".repeat(100_000) + "\"}",
            "{\"message\":\"Server error\"}",
            "{\"jwt\":1,\"jwt_refresh_token\":[]}",
            "<html>\u001b]0;x\u0007",
            "unsupported request");
    private static final List<String> WISHES = List.of(
            "0",
            "-1",
            "1",
            "61",
            "9223372036854775807",
            "99999999999999999999999",
            "1e9",
            "Fri, 31 Dec 9999 23:59:59 GMT",
            "Sat, 1 Jan 0000 00:00:00 GMT",
            "soon",
            "");
    private static final List<String> DATES = List.of(
            "Fri, 31 Dec 9999 23:59:59 GMT",
            "Thu, 01 Jan 1970 00:00:00 +1800",
            "Fri, 15 Jan 2027 08:00:00 GMT",
            "now",
            "");
    private static final List<Integer> STATUSES = List.of(
            200, 204, 206, 301, 302, 400, 401, 402, 403, 407, 408, 413, 429, 431, 500, 501, 502, 503, 504, 599, 999);

    private final Transport gateway;
    private final SimulatedLoop loop;
    private final Random random;
    private final Set<String> forged = new HashSet<>();

    /** Of all answers, how many are its own. */
    double share;

    /** What the events of a station are answered with, if anything. */
    final Map<String, HttpReply> always = new HashMap<>();

    /** What log-ins and refreshes are answered with, if anything. */
    Optional<HttpReply> logIn = Optional.empty();

    HostileTransport(Transport gateway, SimulatedLoop loop, Random random) {
        this.gateway = gateway;
        this.loop = loop;
        this.random = random;
    }

    @Override
    public long send(HttpPost request, Spread spread, Duration timeout, Consumer<HttpReply> done) {
        return isForged(request)
                ? refused(request, done)
                : gateway.send(request, spread, timeout, reply -> done.accept(heard(request, reply)));
    }

    @Override
    public long sendBehind(long connection, HttpPost request, Duration timeout, Consumer<HttpReply> done) {
        return isForged(request)
                ? refused(request, done)
                : gateway.sendBehind(connection, request, timeout, reply -> done.accept(heard(request, reply)));
    }

    @Override
    public void post(HttpPost request, Duration timeout, Consumer<HttpReply> done) {
        if (isForged(request)) {
            refused(request, done);
            return;
        }
        boolean ofLogIn = request.path().startsWith("/auth/");
        if (ofLogIn && logIn.isPresent()) {
            loop.schedule(Duration.ofMillis(1), () -> done.accept(logIn.get()));
            return;
        }
        gateway.post(
                request,
                timeout,
                reply -> done.accept(ofLogIn && hostile() ? anotherToken() : ofLogIn ? reply : heard(request, reply)));
    }

    /** The gateway knows no token but its own. */
    private boolean isForged(HttpPost request) {
        String path = request.path();
        return forged.contains(path.substring(path.indexOf('=') + 1));
    }

    private long refused(HttpPost request, Consumer<HttpReply> done) {
        HttpReply unauthorized = new HttpReply.Answered(
                401, name -> null, "{\"message\":\"Unauthorized\"}".getBytes(StandardCharsets.UTF_8));
        loop.schedule(Duration.ofMillis(1), () -> done.accept(heard(request, unauthorized)));
        return -2;
    }

    private HttpReply heard(HttpPost request, HttpReply reply) {
        String station = request.path().split("/")[2];
        if (always.containsKey(station)) {
            return always.get(station);
        }
        boolean ofReceipt = station.equals("receipts");
        return hostile() ? garbage(ofReceipt) : reply;
    }

    private boolean hostile() {
        return random.nextDouble() < share;
    }

    private HttpReply garbage(boolean ofReceipt) {
        int status = one(STATUSES);
        String body = body();
        boolean refusal =
                List.of(400, 413, 431).contains(status) || body.contains("unsupported") || body.contains("Schema");
        // A receipt that can never be accepted ends the delivery, and should.
        return random.nextInt(10) == 0 || (ofReceipt && refusal) ? new HttpReply.None("garbage") : answer(status, body);
    }

    /** A beginning of an answer, or one with a character changed, is none of the gateway's own either. */
    private String body() {
        return switch (random.nextInt(4)) {
            case 0 -> SUCCESS.substring(0, random.nextInt(SUCCESS.length()));
            case 1 -> "x".repeat(random.nextInt(3)) + "\0" + SUCCESS;
            default -> one(BODIES);
        };
    }

    private HttpReply anotherToken() {
        if (random.nextInt(3) == 0) {
            int status = one(STATUSES);
            // The gateway's own refusals end the delivery, and should.
            return status == 400 || status == 401 ? new HttpReply.None("garbage") : answer(status, body());
        }
        String token = token();
        return answer(200, "{\"jwt\":\"" + token + "\",\"jwt_refresh_token\":\"" + token + "\"}");
    }

    private String token() {
        long now = loop.clock().instant().getEpochSecond();
        List<String> expiries = List.of(
                "0",
                "-1",
                "1e300",
                "9223372036854775807",
                "253402300799",
                String.valueOf(now + 1),
                String.valueOf(now),
                String.valueOf(now + 5),
                String.valueOf(now) + ".5",
                "\"soon\"",
                "null");
        String payload = "{\"n\":" + random.nextLong() + ",\"exp\":" + one(expiries) + "}";
        String token = "e30."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(payload.getBytes(StandardCharsets.UTF_8))
                + ".Zm9yZ2Vk";
        forged.add(token);
        return token;
    }

    private HttpReply answer(int status, String body) {
        Map<String, String> headers = new HashMap<>();
        if (random.nextInt(3) == 0) {
            headers.put("Retry-After", one(WISHES));
        }
        if (random.nextInt(3) == 0) {
            headers.put("Date", one(DATES));
        }
        return new HttpReply.Answered(status, headers::get, body.getBytes(StandardCharsets.UTF_8));
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    @Override
    public void onEnd(Runnable listener) {
        gateway.onEnd(listener);
    }

    @Override
    public List<Long> busy() {
        return new ArrayList<>(gateway.busy());
    }

    @Override
    public boolean turn() {
        return gateway.turn();
    }

    @Override
    public String url() {
        return gateway.url();
    }

    @Override
    public void close() {
        gateway.close();
    }
}
