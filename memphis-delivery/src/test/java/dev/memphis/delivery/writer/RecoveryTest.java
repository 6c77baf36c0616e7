package dev.memphis.delivery.writer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memphis.delivery.event.Event;
import dev.memphis.delivery.form.FormChooser;
import dev.memphis.delivery.options.MemphisConfig;
import dev.memphis.delivery.protocol.Gateway;
import dev.memphis.delivery.protocol.OneAnswer;
import dev.memphis.delivery.protocol.Outcome;
import dev.memphis.delivery.simulation.SimulatedLoop;
import dev.memphis.delivery.transport.HttpPost;
import dev.memphis.delivery.transport.HttpReply;
import dev.memphis.delivery.transport.SampleConfig;
import dev.memphis.delivery.transport.Transport;
import dev.memphis.delivery.turns.GatewayTurns;
import dev.memphis.delivery.turns.Seat;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What follows from each kind of failure: a pause, a new token, another gateway, doubt, an outage that is told of. */
class RecoveryTest {
    private static final Outcome UNANSWERED = new Outcome.Unanswered("closed");
    private static final Outcome BUSY = new Outcome.Retry("busy", Optional.empty(), true);
    private static final Outcome LOST = new Outcome.Reconnect("Server error");
    private static final Outcome REFUSED = new Outcome.Reauthenticate("Unauthorized");
    /** So many failures in a row are followed by a pause. */
    private static final int MANY = 3;

    private final SimulatedLoop loop = new SimulatedLoop();
    private final SeveralGateways gateways = new SeveralGateways();
    private final List<String> outages = new ArrayList<>();
    private final MemphisConfig config = new SampleConfig(URI.create("http://one"))
            // Then nothing but what happens puts anything in doubt.
            .withoutReceipts()
            .config();
    private final Gateway gateway = new Gateway(gateways, loop, config, loop.clock(), new Random(1));
    private final Course course = course();
    private final InFlight inFlight = new InFlight(config.delivery());
    private final Stations stations = new Stations();
    private final Proof proof = new Proof(config.receipts(), false, loop, gateway);
    private final Doubt doubt = new Doubt(loop, false, proof, stations, () -> {});
    private final Recovery recovery = recovery();

    private Course course() {
        Settlement host = new Settlement() {
            @Override
            public void opened() {}

            @Override
            public void settled(long mark, long bytes) {}

            @Override
            public void ended(Optional<RuntimeException> reason) {}
        };
        Seat.Session alone = new Seat.Session() {
            @Override
            public void granted() {}

            @Override
            public void hold(boolean replaced, Runnable still) {}

            @Override
            public void goOn() {}

            @Override
            public void replaced() {}
        };
        return new Course(loop, () -> {}, host, new GatewayTurns().seat("user", loop, alone));
    }

    private Recovery recovery() {
        DeliveryListener listener = new DeliveryListener() {
            @Override
            public void outage(Outage outage) {
                outages.add(outage.reason());
            }

            @Override
            public void recovered(Outage outage) {
                outages.add("over");
            }
        };
        Outages told = new Outages(loop.clock(), loop, Duration.ofSeconds(2), listener);
        Failures failures = new Failures(config.names(), config.delivery(), told, new Random(1));
        return new Recovery(
                loop, Runnable::run, gateway, course, inFlight, doubt, failures, told, Duration.ofSeconds(5));
    }

    @Test
    void failuresInARow_areFollowedByAPauseAndAnotherGateway() {
        stations.learn("s", stations.epoch());
        fail(UNANSWERED, MANY - 1);
        assertThat(course.isPaused()).isFalse();
        assertThat(gateways.turns).isZero();

        fail(UNANSWERED, 1);

        assertThat(course.isPaused()).isTrue();
        assertThat(gateways.turns).isEqualTo(1);
        assertThat(stations.knows("s")).as("at the other gateway").isFalse();
    }

    @Test
    void gatewayThatAnswers_isNotLeft() {
        fail(BUSY, MANY);

        assertThat(course.isPaused()).isTrue();
        assertThat(gateways.turns).isZero();
    }

    @Test
    void pause_leavesRoomForOneRequest() {
        fail(BUSY, MANY);

        inFlight.sent(ProduceRequest.single(item()));
        assertThat(inFlight.hasRoom()).isFalse();
    }

    @Test
    void requestThatIsUnanswered_isAQuestion_andOneThatIsRefusedIsNone() {
        accept();
        fail(BUSY, 1);
        assertThat(doubt.isQuestioned()).isFalse();

        fail(UNANSWERED, 1);
        assertThat(doubt.isQuestioned()).isTrue();
    }

    @Test
    void brokerConnectionThatIsSaidToBeLost_isBelievedTheThirdTime() {
        renewed();
        accept();
        fail(LOST, 2);
        assertThat(gateway.tokens().due()).isFalse();
        assertThat(doubt.isThere(loop.nanoTime())).isFalse();

        fail(LOST, 1);

        assertThat(gateway.tokens().due()).isTrue();
        assertThat(doubt.isThere(loop.nanoTime())).isTrue();
    }

    @Test
    void acceptanceInBetween_meansThatNoBrokerConnectionIsLost() {
        renewed();
        fail(LOST, 2);
        recovery.eased();
        fail(LOST, 2);

        assertThat(gateway.tokens().due()).isFalse();
    }

    @Test
    void tokenThatIsRefused_isRenewedAtOnce_andWithPausesWhereFreshOnesAreRefusedToo() {
        renewed();
        fail(REFUSED, 1);
        assertThat(gateway.tokens().due()).isTrue();

        fail(REFUSED, MANY - 1);
        assertThat(course.isPaused()).as("the first one counts as no failure").isFalse();
        fail(REFUSED, 1);
        assertThat(course.isPaused()).isTrue();
    }

    @Test
    void logInThatFails_pausesAtOnce_turnsToAnotherGateway_andIsToldOf() {
        recovery.failedToRenew("no route");

        assertThat(course.isPaused()).isTrue();
        assertThat(gateways.turns).isEqualTo(1);
        loop.pass(Duration.ofSeconds(2));
        assertThat(outages).containsExactly("no route");
    }

    @Test
    void receiptThatIsMissing_isAnOutageAtOnce() {
        recovery.missing("no receipt");

        assertThat(course.isPaused()).isTrue();
        assertThat(outages).containsExactly("no receipt");
        assertThat(gateways.turns).as("the gateway answers").isZero();
    }

    @Test
    void acceptance_endsFailuresButNoOutage_andAProofEndsThat() {
        fail(BUSY, 1);
        recovery.eased();
        loop.pass(Duration.ofSeconds(3));
        assertThat(outages).as("one failure that was made good").isEmpty();

        fail(BUSY, 1);
        loop.pass(Duration.ofSeconds(3));
        recovery.eased();
        assertThat(outages).containsExactly("busy");
        recovery.proved();
        assertThat(outages).containsExactly("busy", "over");
    }

    @Test
    void whatIsAnsweredInAPause_saysNothingOfTheTimeAfterIt() {
        fail(BUSY, 1);
        loop.pass(Duration.ofSeconds(2));
        assertThat(outages).containsExactly("busy");
        recovery.failed(recovery.streak(), new Outcome.Retry("slow down", Optional.of(Duration.ofSeconds(30)), true));

        recovery.eased();
        recovery.proved();
        assertThat(outages).containsExactly("busy", "slow down");

        loop.pass(Duration.ofSeconds(30));
        recovery.proved();
        assertThat(outages).endsWith("over");
    }

    @Test
    void silence_isToldOfAfterItsTime_unlessThereIsAnAnswer() {
        Runnable answered = recovery.tellOfSilence("a log-in");
        loop.pass(Duration.ofMillis(4_999));
        answered.run();
        loop.pass(Duration.ofSeconds(5));
        assertThat(outages).isEmpty();

        recovery.tellOfSilence("a log-in");
        loop.pass(Duration.ofSeconds(5));
        assertThat(outages).containsExactly("no answer to a log-in for 5000 ms");
    }

    @Test
    void requestsThatFailTogether_areOneFailure() {
        long streak = recovery.streak();
        for (int i = 0; i < 10; i++) {
            recovery.failed(streak, UNANSWERED);
        }

        assertThat(course.isPaused()).isFalse();
        assertThat(recovery.streak()).isEqualTo(streak + 1);
    }

    private void fail(Outcome outcome, int times) {
        for (int i = 0; i < times; i++) {
            recovery.failed(recovery.streak(), outcome);
        }
    }

    /** There is a good token, which nobody asked to renew. */
    private void renewed() {
        gateway.tokens().renew(renewal -> {});
        loop.pass(Duration.ofMillis(1));
        assertThat(gateway.tokens().due()).isFalse();
    }

    private void accept() {
        proof.accepted(new Attempt(ProduceRequest.single(item()), 1, 0, loop.nanoTime(), 1, FormChooser.Measure.NONE));
    }

    private static Item item() {
        return new Item(1, new Event("s", null, "{}", "application/json", List.of(), () -> "test"));
    }

    /** Two addresses, in turn, of a gateway that logs everybody in. The simulated time is before its tokens end. */
    private static final class SeveralGateways implements Transport {
        private final Transport gateway = new OneAnswer(loggedIn());
        private int turns;

        private static HttpReply loggedIn() {
            String payload = "{\"exp\":1800003600}";
            String token = "e30."
                    + Base64.getUrlEncoder().withoutPadding().encodeToString(payload.getBytes(StandardCharsets.UTF_8))
                    + ".eA";
            String body = "{\"jwt\":\"" + token + "\",\"jwt_refresh_token\":\"" + token + "\"}";
            return new HttpReply.Answered(200, name -> null, body.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public long send(HttpPost request, Spread spread, Duration timeout, Consumer<HttpReply> done) {
            return gateway.send(request, spread, timeout, done);
        }

        @Override
        public long sendBehind(long connection, HttpPost request, Duration timeout, Consumer<HttpReply> done) {
            return gateway.sendBehind(connection, request, timeout, done);
        }

        @Override
        public void post(HttpPost request, Duration timeout, Consumer<HttpReply> done) {
            gateway.post(request, timeout, done);
        }

        @Override
        public void onEnd(Runnable listener) {}

        @Override
        public List<Long> busy() {
            return List.of();
        }

        @Override
        public boolean turn() {
            turns++;
            return true;
        }

        @Override
        public String url() {
            return turns % 2 == 0 ? "http://one" : "http://other";
        }

        @Override
        public void close() {}
    }
}
