package dev.memphis.connect.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memphis.emulator.MemphisEmulator;
import dev.memphis.testbed.process.Await;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Numbered records of many keys in a topic, and whether a station has them all, in order by key. */
final class Workload {
    private static final int KEYS = 200;
    private static final Pattern RECORD = Pattern.compile("\\{\"key\":\"(k\\d+)\",\"n\":(\\d+)\\}");

    private final KafkaProducer<byte[], byte[]> producer;
    private final String topic;
    private int sent;

    Workload(KafkaProducer<byte[], byte[]> producer, String topic) {
        this.producer = producer;
        this.topic = topic;
    }

    /** Sends more records; each has the next number. */
    Workload send(int count) {
        for (int i = 0; i < count; i++) {
            String key = "k" + sent % KEYS;
            String value = "{\"key\":\"" + key + "\",\"n\":" + sent++ + "}";
            producer.send(new ProducerRecord<>(topic, bytes(key), bytes(value)));
        }
        producer.flush();
        return this;
    }

    /** Sends at a steady rate on a thread of its own until the returned switch is set. */
    AtomicBoolean sendSteadily(int perSecond) {
        AtomicBoolean stop = new AtomicBoolean();
        Thread thread = new Thread(
                () -> {
                    long next = System.nanoTime();
                    while (!stop.get()) {
                        send(perSecond / 20);
                        next += 50_000_000;
                        java.util.concurrent.locks.LockSupport.parkNanos(next - System.nanoTime());
                    }
                    synchronized (stop) {
                        stop.notifyAll();
                    }
                },
                "workload");
        thread.setDaemon(true);
        thread.start();
        stopped = thread;
        return stop;
    }

    private Thread stopped;

    /** Ends the steady sending, and waits until that has ended. */
    void end(AtomicBoolean stop) throws InterruptedException {
        stop.set(true);
        stopped.join();
    }

    int sent() {
        return sent;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** What a station has of it. */
    record Harvest(int messages, int distinct) {
        int duplicates() {
            return messages - distinct;
        }
    }

    /** Waits until all has arrived, and checks the order of each key. */
    Harvest awaitAll(MemphisEmulator memphis, String station, Duration patience) {
        Await.until(
                sent + " records are in station " + station,
                patience,
                () -> memphis.stations().count(station) >= sent && distinct(memphis, station) == sent,
                () -> distinct(memphis, station) + " are");
        List<String> texts = texts(memphis, station);
        checkOrder(texts);
        return new Harvest(texts.size(), new HashSet<>(texts).size());
    }

    private static int distinct(MemphisEmulator memphis, String station) {
        return new HashSet<>(texts(memphis, station)).size();
    }

    static List<String> texts(MemphisEmulator memphis, String station) {
        return memphis.stations().messages(station).stream()
                .map(message -> message.text())
                .toList();
    }

    /**
     * Records may come again, from an earlier one on and then in order; a newer one never comes for the first time before
     * an older one, and the last to come of each key is its newest.
     */
    private static void checkOrder(List<String> texts) {
        Map<String, Integer> newest = new HashMap<>();
        Map<String, Integer> last = new HashMap<>();
        Set<String> wrong = new HashSet<>();
        for (String text : texts) {
            Matcher record = RECORD.matcher(text);
            assertThat(record.matches()).as(text).isTrue();
            int number = Integer.parseInt(record.group(2));
            int before = newest.getOrDefault(record.group(1), -KEYS);
            if (number > before + KEYS) {
                int expected = number % KEYS;
                if (before >= 0 || number != expected) {
                    wrong.add(text + " after " + before);
                }
            }
            newest.merge(record.group(1), number, Math::max);
            last.put(record.group(1), number);
        }
        assertThat(wrong).as("records that overtook others of their key").isEmpty();
        assertThat(last).as("the last of each key is its newest").isEqualTo(newest);
    }
}
