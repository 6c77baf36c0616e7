package dev.memphis.connect;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A task of the Memphis sink. It hands records to the engine and commits what is proved; where there is no room it pauses its
 * partitions rather than wait, so that it stays a member of its group however long an outage lasts. Confined to the task's
 * thread, as Connect has it.
 */
public final class MemphisSinkTask extends SinkTask {
    private static final Logger LOGGER = LoggerFactory.getLogger(MemphisSinkTask.class);
    /** All outlets of this worker: a plugin's classes are loaded once. */
    private static final Outlets WORKER = new Outlets(EngineOutlet::open);

    /** How long a put may wait for room. */
    private static final Duration SOON = Duration.ofMillis(500);
    /** How long a rebalance, a pause or a stop waits for what is under way. */
    private static final Duration BOUND = Duration.ofSeconds(5);
    /** How long a start waits for a log-in; the engine gives up waiting for a gateway after 5 s. */
    private static final Duration LOG_IN = Duration.ofSeconds(15);

    private static final long LOOK_AGAIN_MS = 50;
    private static final long MANY = 20_000;
    private static final Duration OFTEN = Duration.ofSeconds(5);

    private final Outlets outlets;

    @SuppressWarnings("NullAway.Init") // set by start()
    private TaskDelivery delivery;

    @SuppressWarnings("NullAway.Init") // set by start()
    private TaskMetrics metrics;

    @SuppressWarnings("NullAway.Init") // set by start()
    private TaskMBean mbean;

    private boolean started;
    private String name = "";
    private boolean paused;
    private boolean failed;
    private boolean asked;
    private long settledSince;
    private long askedAt = System.nanoTime();

    /** For Connect. */
    public MemphisSinkTask() {
        this(WORKER);
    }

    MemphisSinkTask(Outlets outlets) {
        this.outlets = outlets;
    }

    @Override
    public String version() {
        return PluginVersion.text();
    }

    /**
     * Logs in, or joins those tasks of this worker that have. A gateway that is away is no reason to fail.
     *
     * @throws ConnectException if the configuration is wrong or the gateway refuses the user
     */
    @Override
    public void start(Map<String, String> given) {
        ConnectConfig config = ConnectConfig.read(given);
        name = config.name();
        metrics = new TaskMetrics();
        mbean = new TaskMBean(metrics, name);
        delivery = new TaskDelivery(config, outlets, new Refusals(config.memphis(), reporter(config)), metrics);
        started = true;
        attempt(() -> delivery.awaitOpen(LOG_IN));
    }

    private Optional<ErrantRecordReporter> reporter(ConnectConfig config) {
        return config.reporter() ? Optional.ofNullable(context.errantRecordReporter()) : Optional.empty();
    }

    /** Pauses what is assigned, or resumes it: Connect keeps the pause of a partition that it takes away and gives back. */
    @Override
    public void open(Collection<TopicPartition> partitions) {
        pause(paused, partitions);
    }

    /** Takes records over and returns within a second, whatever the gateway does. */
    @Override
    public void put(Collection<SinkRecord> records) {
        attempt(() -> {
            delivery.add(records);
            settledSince += delivery.work(SOON);
        });
        pace();
        askForCommit();
    }

    private void pace() {
        pause(delivery.full());
        if (!delivery.idle()) {
            context.timeout(LOOK_AGAIN_MS);
        }
    }

    private void pause(boolean on) {
        if (on != paused) {
            paused = on;
            metrics.paused(on);
            pause(on, context.assignment());
        }
    }

    private void pause(boolean on, Collection<TopicPartition> partitions) {
        TopicPartition[] all = partitions.toArray(TopicPartition[]::new);
        if (on) {
            context.pause(all);
        } else {
            context.resume(all);
        }
    }

    private void askForCommit() {
        boolean long_ago = System.nanoTime() - askedAt > OFTEN.toNanos();
        if (settledSince >= MANY || (settledSince > 0 && long_ago)) {
            asked = true;
            askedAt = System.nanoTime();
            settledSince = 0;
            context.requestCommit();
        }
    }

    /**
     * Returns what is settled. Where Connect asks by itself, because of a rebalance, a pause, a stop or its interval, this
     * waits a bounded time for what is under way.
     */
    @Override
    public Map<TopicPartition, OffsetAndMetadata> preCommit(Map<TopicPartition, OffsetAndMetadata> consumed) {
        boolean wait = !asked && !failed;
        asked = false;
        if (wait) {
            attempt(() -> delivery.finish(BOUND));
        }
        return delivery.committable(consumed);
    }

    @Override
    public void close(Collection<TopicPartition> partitions) {
        // Still paused, if it was: Connect keeps the pauses of partitions that it gives back, and the next put resumes
        // them.
        delivery.release(partitions);
    }

    @Override
    public void stop() {
        // Connect stops also a task whose start failed.
        if (started) {
            started = false;
            delivery.close();
            mbean.close();
        }
    }

    private interface Attempt {
        void run() throws InterruptedException;
    }

    /** Says in a line of its own why the task fails: Connect wraps the exception in stack traces. */
    private void attempt(Attempt attempt) {
        try {
            attempt.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConnectException("Task " + name + " was interrupted");
        } catch (RuntimeException e) {
            failed = true;
            ConnectNotices.FAILS.error(LOGGER, name, e.getMessage());
            throw TaskDelivery.ended(e);
        }
    }
}
