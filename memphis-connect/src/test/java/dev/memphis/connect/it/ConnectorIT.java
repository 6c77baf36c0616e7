package dev.memphis.connect.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.memphis.connect.it.Workload.Harvest;
import dev.memphis.testbed.kafka.ConnectRest;
import dev.memphis.testbed.process.Await;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One connector on one worker: what it does with records, options, poison, outages and the operator's switches. */
class ConnectorIT {
    @TempDir
    static Path folder;

    private static ConnectBed bed;
    private static KafkaProducer<byte[], byte[]> producer;
    private static int serial;

    private final String topic = "topic" + ++serial;

    @BeforeAll
    static void start() {
        bed = ConnectBed.start(folder);
        bed.addWorker().awaitReady();
        producer = bed.kafka().producer();
    }

    @AfterAll
    static void end() {
        producer.close();
        bed.close();
    }

    @AfterEach
    void deleteConnector() {
        bed.memphis().faults().mend();
        ConnectRest rest = bed.worker().rest();
        rest.send("DELETE", "/connectors/" + ConnectBed.CONNECTOR, null);
        Await.until(
                "the connector is gone",
                ConnectBed.PATIENCE,
                () -> rest.taskStates(ConnectBed.CONNECTOR).isEmpty(),
                () -> "it is still there");
    }

    private Workload workload(int partitions) {
        bed.kafka().createTopic(topic, partitions);
        return new Workload(producer, topic);
    }

    private void put(Map<String, String> config) {
        bed.worker().rest().put(ConnectBed.CONNECTOR, config);
    }

    private void awaitCommitted(long records) {
        Await.until(
                records + " records are committed",
                ConnectBed.PATIENCE,
                () -> bed.kafka().committed(ConnectBed.GROUP, topic) == records,
                () -> bed.kafka().committed(ConnectBed.GROUP, topic) + " are");
    }

    @Test
    void records_arriveOnce_inOrder_andAreCommitted() {
        Workload load = workload(4).send(20_000);
        put(bed.connector(topic, 2));

        Harvest harvest = load.awaitAll(bed.memphis(), topic, ConnectBed.PATIENCE);

        assertThat(harvest.duplicates()).isZero();
        awaitCommitted(20_000);
        assertThat(bed.memphis().races()).isEmpty();
        assertThat(bed.memphis().stations().messages(topic).getFirst().headers())
                .containsKey("Event-Id");
    }

    @Test
    void plugin_isFoundByItsManifest_withItsVersion() {
        JsonNode plugin = null;
        for (JsonNode each : bed.worker().rest().plugins()) {
            if (each.path("class").asText().equals("dev.memphis.connect.MemphisSinkConnector")) {
                plugin = each;
            }
        }

        assertThat(plugin).isNotNull();
        assertThat(plugin.path("type").asText()).isEqualTo("sink");
        assertThat(plugin.path("version").asText()).matches("\\d+\\.\\d+\\.\\d+.*");
    }

    @Test
    void wrongConfiguration_isToldWhole_byOption_overRest() {
        Map<String, String> config = bed.connector(topic, 1);
        config.put("name", ConnectBed.CONNECTOR);
        config.remove("memphis.url");
        config.put("memphis.username", "CDC");
        config.put("memphis.connections", "four");
        config.put("memphis.batch.mode", "x");
        config.put("memphis.pasword", "y");
        config.put("memphis.json.decimal.format", "octal");

        JsonNode answer = bed.worker().rest().validate(config);

        List<String> sentences = new ArrayList<>();
        for (JsonNode each : answer.path("configs")) {
            each.path("value").path("errors").forEach(error -> sentences.add(error.asText()));
        }
        assertThat(sentences)
                .contains(
                        "memphis.url is missing: must be http or https URLs such as http://localhost:4444, separated by"
                                + " commas",
                        "memphis.connections=four: must be a whole number from 1 to 64",
                        "memphis.username=CDC: must be a Memphis user's name, lower case, without spaces",
                        "memphis.batch.mode=x: must be one of auto, never, always",
                        "memphis.pasword is no option: did you mean memphis.password?",
                        "memphis.json.decimal.format=octal: must be one of base64, numeric");
        assertThat(answer.toString()).doesNotContain("Cdc-Pass-1!");
        assertThat(bed.worker()
                        .rest()
                        .send("PUT", "/connectors/wrong/config", config)
                        .status())
                .isEqualTo(400);
    }

    @Test
    void wrongPassword_failsTheTask_withOneClearLine() {
        workload(1).send(10);
        Map<String, String> config = bed.connector(topic, 1);
        config.put("memphis.password", "Wrong-Pass-9!");

        put(config);

        Await.until(
                "the task fails",
                ConnectBed.PATIENCE,
                () -> bed.worker().rest().taskStates(ConnectBed.CONNECTOR).contains("FAILED"),
                () -> bed.worker().process().lastLines());
        String trace = bed.worker().rest().status(ConnectBed.CONNECTOR).toString();
        assertThat(trace)
                .contains("check memphis.username and memphis.password")
                .doesNotContain("debezium.sink")
                .doesNotContain("Wrong-Pass-9!");
    }

    @Test
    @Tag("alone")
    void gatewayAwayLongerThanMaxPollInterval_noFailureNoRebalance_nothingLost() throws Exception {
        Workload load = workload(2).send(500);
        Map<String, String> config = bed.connector(topic, 2);
        config.put("consumer.override.max.poll.interval.ms", "5000");
        put(config);
        load.awaitAll(bed.memphis(), topic, ConnectBed.PATIENCE);
        awaitShares(1, 1);
        int before = bed.log().length();

        bed.memphis().faults().crashGateway(Duration.ofSeconds(14));
        // More than the engine has room for, so that the partitions are paused.
        load.send(20_000);
        load.awaitAll(bed.memphis(), topic, Duration.ofSeconds(120));
        awaitCommitted(20_500);

        String during = bed.log().substring(before);
        assertThat(bed.worker().rest().taskStates(ConnectBed.CONNECTOR)).containsExactly("RUNNING", "RUNNING");
        assertThat(during.lines().filter(line -> line.contains("WARN") && line.contains("dev.memphis")))
                .as("one WARN")
                .hasSize(1);
        assertThat(during)
                .doesNotContain("Revoke previously assigned partitions")
                .doesNotContain("poll timeout has expired");
    }

    @Test
    void partitionsSharedOutAnewWhilePaused_areResumed_andNothingIsLost() {
        Workload load = workload(1).send(500);
        Map<String, String> config = bed.connector(topic, 1);
        config.put("consumer.override.metadata.max.age.ms", "1000");
        put(config);
        load.awaitAll(bed.memphis(), topic, ConnectBed.PATIENCE);

        bed.memphis().faults().breakBroker();
        load.send(20_000);
        // Each new partition lets Kafka share out anew, until that meets a task that has paused.
        int partitions = 1;
        while (!bed.log().contains("The pause flag in partitions [" + topic) && partitions < 20) {
            bed.kafka().addPartitions(topic, ++partitions);
            awaitShares(partitions);
        }
        bed.memphis().faults().mendBroker();

        load.awaitAll(bed.memphis(), topic, ConnectBed.PATIENCE);
        awaitCommitted(20_500);
        assertThat(partitions)
                .as("it was paused when its partitions were revoked")
                .isLessThan(20);
    }

    /** Waits until the tasks have their partitions. */
    private void awaitShares(Integer... partitions) {
        Await.until(
                "tasks have " + List.of(partitions) + " partitions",
                ConnectBed.PATIENCE,
                () -> bed.kafka().shares(ConnectBed.GROUP).equals(List.of(partitions)),
                () -> bed.kafka().shares(ConnectBed.GROUP) + " are theirs");
    }

    @Test
    void gatewayAwayWhenTheTaskStarts_isNoFailure_andAllIsDeliveredOnceItIsBack() {
        Workload load = workload(1).send(100);
        bed.memphis().faults().crashGateway(Duration.ofSeconds(12));

        put(bed.connector(topic, 1));
        bed.awaitTasks(1);

        load.awaitAll(bed.memphis(), topic, ConnectBed.PATIENCE);
        assertThat(bed.worker().rest().taskStates(ConnectBed.CONNECTOR)).containsExactly("RUNNING");
    }

    @Test
    void twoConnectorsOfOneWorker_shareALogIn_andNoRaceHappens() {
        Workload load = workload(2).send(2_000);
        long before = bed.memphis().record().last();
        put(bed.connector(topic, 2));
        Map<String, String> second = bed.connector(topic, 2);
        second.put("memphis.station", "second");
        ConnectRest rest = bed.worker().rest();
        try {
            rest.put("second", second);

            load.awaitAll(bed.memphis(), topic, ConnectBed.PATIENCE);
            load.awaitAll(bed.memphis(), "second", ConnectBed.PATIENCE);

            assertThat(logInsSince(before)).isEqualTo(1);
            assertThat(bed.memphis().races()).isEmpty();
        } finally {
            rest.delete("second");
        }
    }

    @Test
    void connectorsOfOneWorkerThatCannotShare_logInOneAfterTheOther_andNoRaceHappens() throws Exception {
        Workload load = workload(2);
        Map<String, String> second = bed.connector(topic, 1);
        second.put("memphis.station", "others");
        second.put("memphis.batch.mode", "never");
        ConnectRest rest = bed.worker().rest();
        AtomicBoolean sending = load.sendSteadily(1_000);
        put(bed.connector(topic, 1));
        try {
            rest.put("second", second);
            for (int i = 0; i < 5; i++) {
                awaitMore("others");
                awaitMore(topic);
                bed.memphis().faults().invalidateTokens();
            }
            load.end(sending);

            load.awaitAll(bed.memphis(), topic, ConnectBed.PATIENCE);
            load.awaitAll(bed.memphis(), "others", ConnectBed.PATIENCE);
            assertThat(bed.memphis().races()).isEmpty();
        } finally {
            load.end(sending);
            rest.delete("second");
        }
    }

    private void awaitMore(String station) {
        int before = bed.memphis().stations().count(station);
        Await.until(
                "more arrives in " + station,
                ConnectBed.PATIENCE,
                () -> bed.memphis().stations().count(station) > before + 200,
                () -> bed.memphis().stations().count(station) - before + " messages; races: "
                        + bed.memphis().races());
    }

    @ParameterizedTest
    @CsvSource({
        "org.apache.kafka.connect.converters.ByteArrayConverter, false",
        "org.apache.kafka.connect.storage.StringConverter, false",
        "org.apache.kafka.connect.json.JsonConverter, false",
        "org.apache.kafka.connect.json.JsonConverter, true",
    })
    void truncates_keepTheirPlaceAmongRows(String converter, boolean schemas) {
        bed.kafka().createTopic(topic, 1);
        int sent = new Truncated(schemas).send(producer, topic, 10);
        Map<String, String> config = bed.connector(topic, 1);
        for (String what : List.of("key", "value")) {
            config.put(what + ".converter", converter);
            config.put(what + ".converter.schemas.enable", Boolean.toString(schemas));
        }
        // One row a request: as many requests as can be are under way beside a truncate.
        config.put("memphis.batch.mode", "never");

        put(config);

        Await.until(
                "all has arrived",
                ConnectBed.PATIENCE,
                () -> bed.memphis().stations().count(topic) >= sent,
                () -> bed.memphis().stations().count(topic) + " of " + sent);
        assertThat(Workload.texts(bed.memphis(), topic)).hasSize(sent);
        assertThat(Truncated.misplaced(Workload.texts(bed.memphis(), topic))).isEmpty();
    }

    private static long logInsSince(long exchange) {
        return bed.memphis().record().since(exchange).stream()
                .filter(each -> each.path().contains("/auth/authenticate"))
                .count();
    }

    @Test
    void pausedAndResumed_nothingIsLostOrDoubled() {
        Workload load = workload(2).send(2_000);
        put(bed.connector(topic, 2));
        load.awaitAll(bed.memphis(), topic, ConnectBed.PATIENCE);

        bed.worker().rest().pause(ConnectBed.CONNECTOR);
        Await.until(
                "both tasks are paused",
                ConnectBed.PATIENCE,
                () -> bed.worker().rest().taskStates(ConnectBed.CONNECTOR).equals(List.of("PAUSED", "PAUSED")),
                () -> "they are not");
        awaitCommitted(2_000);
        load.send(2_000);
        bed.worker().rest().resume(ConnectBed.CONNECTOR);

        assertThat(load.awaitAll(bed.memphis(), topic, ConnectBed.PATIENCE).duplicates())
                .isZero();
    }

    @Test
    void offsetsReset_deliversEverythingAgain_withTheSameIds() {
        Workload load = workload(2).send(1_000);
        put(bed.connector(topic, 2));
        load.awaitAll(bed.memphis(), topic, ConnectBed.PATIENCE);
        ConnectRest rest = bed.worker().rest();

        rest.stop(ConnectBed.CONNECTOR);
        Await.until(
                "no task runs",
                ConnectBed.PATIENCE,
                () -> rest.taskStates(ConnectBed.CONNECTOR).isEmpty(),
                () -> "some do");
        rest.resetOffsets(ConnectBed.CONNECTOR);
        rest.resume(ConnectBed.CONNECTOR);

        Await.until(
                "all has come twice",
                ConnectBed.PATIENCE,
                () -> bed.memphis().stations().count(topic) == 2_000,
                () -> bed.memphis().stations().count(topic) + " messages");
        assertThat(bed.memphis().stations().messages(topic).stream()
                        .map(message -> message.headers().get("Event-Id"))
                        .distinct())
                .hasSize(1_000);
    }

    @Test
    void poisonWithDeadLetterTopic_goesThere_andTheRestIsDelivered() {
        Workload load = workload(1).send(100);
        poison();
        load.send(100);
        Map<String, String> config = bed.connector(topic, 1);
        config.put("errors.tolerance", "all");
        config.put("errors.deadletterqueue.topic.name", topic + "-dead");
        config.put("errors.deadletterqueue.topic.replication.factor", "1");
        config.put("errors.deadletterqueue.context.headers.enable", "true");
        config.put("memphis.event.max.bytes", "1024");

        put(config);

        load.awaitAll(bed.memphis(), topic, ConnectBed.PATIENCE);
        Await.until(
                "the dead letter is there",
                ConnectBed.PATIENCE,
                () -> bed.kafka().end(topic + "-dead", 0) == 1,
                () -> bed.worker().process().lastLines());
        awaitCommitted(201);
    }

    @Test
    void poisonWithoutDeadLetterTopic_stopsTheTask_andSaysWhy() {
        Workload load = workload(1).send(100);
        poison();
        Map<String, String> config = bed.connector(topic, 1);
        config.put("memphis.event.max.bytes", "1024");

        put(config);

        load.awaitAll(bed.memphis(), topic, ConnectBed.PATIENCE);
        Await.until(
                "the task fails",
                ConnectBed.PATIENCE,
                () -> bed.worker().rest().taskStates(ConnectBed.CONNECTOR).contains("FAILED"),
                () -> bed.worker().process().lastLines());
        assertThat(bed.worker().rest().status(ConnectBed.CONNECTOR).toString())
                .contains("topic " + topic + ", partition 0, offset 100", "memphis.poison.policy")
                .doesNotContain("xxxx");
    }

    private void poison() {
        producer.send(new ProducerRecord<>(
                topic,
                "poison".getBytes(StandardCharsets.UTF_8),
                "x".repeat(5000).getBytes(StandardCharsets.UTF_8)));
        producer.flush();
    }
}
