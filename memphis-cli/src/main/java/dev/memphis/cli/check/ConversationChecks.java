package dev.memphis.cli.check;

import dev.memphis.client.GatewayApi;
import dev.memphis.client.Session;
import dev.memphis.client.Station;
import dev.memphis.client.http.CallException;
import dev.memphis.delivery.options.MemphisConfig;
import dev.memphis.delivery.protocol.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Log-in, tokens, clock, and a receipt there and back. */
final class ConversationChecks {
    /** Consumes receipts beside the sink's own group, so that the sink misses none. */
    private static final String GROUP = "memphis-check";

    private static final Duration WAIT = Duration.ofMillis(500);
    private static final int MANY = 1000;
    private static final Duration LARGE_DIFFERENCE = Duration.ofSeconds(60);

    private final MemphisConfig config;
    private final GatewayApi gateway;
    private final Findings findings;

    ConversationChecks(MemphisConfig config, GatewayApi gateway, Findings findings) {
        this.config = config;
        this.gateway = gateway;
        this.findings = findings;
    }

    void run() throws InterruptedException {
        Optional<Session> session = logIn();
        if (session.isEmpty()) {
            return;
        }
        tokens(session.get());
        clock(session.get());
        if (config.receipts().enabled()) {
            receipt(session.get());
        } else {
            findings.skipped(
                    "Produce",
                    "not tried: receipts are off (receipt.enabled=false), and nothing else is sent by a check");
        }
    }

    private Optional<Session> logIn() throws InterruptedException {
        String user = config.credentials().username();
        try {
            Session session = gateway.logIn(config.credentials());
            findings.good("Log-in", "as " + user);
            return Optional.of(session);
        } catch (CallException e) {
            findings.bad("Log-in", "as " + user + ": " + e.getMessage(), logInAdvice(e.status()));
            return Optional.empty();
        }
    }

    private static String logInAdvice(int status) {
        return switch (status) {
            case 401 ->
                "check debezium.sink.memphis.username and .password; memphis setup creates the user if there is none";
            case 500 -> "the gateway has no broker: start the broker, then, if this stays, restart the gateway";
            case 0 -> "look at the gateway's log";
            default -> "check that the URL leads to a Memphis REST gateway";
        };
    }

    private void tokens(Session session) {
        Instant now = session.gatewayTime().orElseGet(Instant::now);
        Duration access = session.access().left(now);
        Duration refresh = session.refresh().left(now);
        String lifetimes =
                "access token " + Station.words(rounded(access)) + ", refresh token " + Station.words(rounded(refresh));
        Duration wanted = config.credentials().tokenLifetime();
        if (access.compareTo(wanted.minusSeconds(30)) < 0) {
            findings.warning(
                    "Tokens",
                    lifetimes + "; " + Station.words(wanted) + " were asked for",
                    "the gateway caps the lifetime; the sink copes, but refreshes more often");
        } else {
            findings.good("Tokens", lifetimes);
        }
    }

    /** A token's end is told in whole seconds. */
    private static Duration rounded(Duration left) {
        return Duration.ofMinutes(Math.round(left.toSeconds() / 60.0));
    }

    private void clock(Session session) {
        if (session.gatewayTime().isEmpty()) {
            findings.skipped("Clock", "the gateway's answer has no Date header");
            return;
        }
        Duration ahead = Duration.between(Instant.now(), session.gatewayTime().get());
        String text = "the gateway's clock differs by " + difference(ahead);
        if (ahead.abs().compareTo(LARGE_DIFFERENCE) > 0) {
            findings.warning(
                    "Clock", text, "the sink allows for it, but set the clocks right (NTP): times in events are off");
        } else {
            findings.good("Clock", text);
        }
    }

    /** Returns a difference of clocks in words. The header tells whole seconds, so one of a second means nothing. */
    static String difference(Duration ahead) {
        // Without its sign first: the seconds of a negative duration are rounded down, so -1.2 s would be 2.
        long seconds = ahead.abs().toSeconds();
        return seconds <= 1 ? "no more than 1 s" : seconds + " s";
    }

    private void receipt(Session session) throws InterruptedException {
        String station = config.receipts().station();
        try {
            int older = readOlder(session, station);
            String receipt = "{\"receipt\":\"check-" + UUID.randomUUID() + "\"}";
            long start = System.nanoTime();
            gateway.produce(session, station, receipt);
            findings.good("Produce", "station " + station + " took a receipt (" + NetworkChecks.millis(start) + " ms)");
            consume(session, station, receipt, start, older);
        } catch (CallException e) {
            findings.bad("Produce", "to station " + station + ": " + e.getMessage(), produceAdvice(e.status()));
        }
    }

    private static String produceAdvice(int status) {
        return status == 0
                ? "look at the logs of gateway and broker; a first use of a station takes long while the broker is away"
                : "give the user the right to produce to it, or name another in debezium.sink.memphis.receipt.station";
    }

    /** Reads what is there from before, so that the time taken afterwards is the receipt's own. */
    private int readOlder(Session session, String station) throws CallException, InterruptedException {
        int older = 0;
        List<Message> messages;
        do {
            messages = gateway.consume(session, station, GROUP, MANY, WAIT);
            older += messages.size();
        } while (messages.size() == MANY);
        return older;
    }

    private void consume(Session session, String station, String receipt, long start, int older)
            throws InterruptedException {
        try {
            boolean back = false;
            long deadline = start + config.receipts().timeout().toNanos();
            while (!back && System.nanoTime() - deadline < 0) {
                back = gateway.consume(session, station, GROUP, 1, WAIT).stream()
                        .anyMatch(message -> message.text().equals(receipt));
            }
            tell(back, station, start, older);
        } catch (CallException e) {
            findings.bad(
                    "Consume",
                    "from station " + station + ": " + e.getMessage(),
                    "give the user the right to consume from it, or do without receipts"
                            + " (debezium.sink.memphis.receipt.enabled=false)");
        }
    }

    private void tell(boolean back, String station, long start, int older) {
        if (back) {
            String before = older == 0 ? "" : "; " + older + " older ones were there";
            findings.good("Consume", "the receipt came back after " + NetworkChecks.millis(start) + " ms" + before);
        } else {
            findings.bad(
                    "Consume",
                    "the receipt did not come back from station " + station + " within "
                            + config.receipts().timeout().toMillis() + " ms",
                    "is the broker there, and may the user consume from the station? The gateway says 200 without a"
                            + " broker too");
        }
    }
}
