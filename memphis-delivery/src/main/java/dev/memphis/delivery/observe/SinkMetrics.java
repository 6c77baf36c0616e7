package dev.memphis.delivery.observe;

import dev.memphis.delivery.protocol.Outcome;
import dev.memphis.delivery.writer.DeliveryListener;
import dev.memphis.delivery.writer.Outage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Counts what delivery tells. The loop writes, any thread reads; nothing is locked, and nothing is allocated for an
 * event or a request.
 */
public final class SinkMetrics implements DeliveryListener, SinkMetricsMXBean {
    private static final long UNKNOWN = -1;
    private static final double NANOS_PER_MILLISECOND = 1e6;

    private final Clock clock;
    private final Counter eventsDelivered = new Counter();
    private final Counter bytesDelivered = new Counter();
    private final Counter requestsSent = new Counter();
    private final Counter batchesSent = new Counter();
    private final Counter poisonEvents = new Counter();
    private final Counter deadLetters = new Counter();
    private final Counter receipts = new Counter();
    private final Counter tokenRenewals = new Counter();
    private final Counter outages = new Counter();
    private final Map<RetryReason, Counter> retries = new EnumMap<>(RetryReason.class);
    private final RecentValues batchEvents;
    private final RecentValues roundTrips;
    private final RecentValues receiptTimes;

    private volatile long eventsWaiting;
    private volatile int requestsInFlight;
    private volatile long oldestWaiting = UNKNOWN;
    private volatile long lagAtReceipt = UNKNOWN;
    private volatile long lastDelivery = UNKNOWN;
    private volatile Instant tokenEnd = Instant.MIN;
    private volatile @Nullable Outage outage;

    /**
     * @param clock compared with the source's
     * @param nanoTime nanoseconds that only ever grow
     */
    public SinkMetrics(Clock clock, LongSupplier nanoTime) {
        this.clock = clock;
        this.batchEvents = new RecentValues(nanoTime);
        this.roundTrips = new RecentValues(nanoTime);
        this.receiptTimes = new RecentValues(nanoTime);
        for (RetryReason reason : RetryReason.values()) {
            retries.put(reason, new Counter());
        }
    }

    /** Each reason has one. */
    private Counter counter(RetryReason reason) {
        return Objects.requireNonNull(retries.get(reason));
    }

    // ---------------------------------------------------------------- told by delivery, on the loop

    @Override
    public void waiting(int events, OptionalLong oldest) {
        eventsWaiting = events;
        oldestWaiting = oldest.orElse(UNKNOWN);
    }

    @Override
    public void sent(int events, long bytes, int inFlight) {
        requestsSent.increment();
        requestsInFlight = inFlight;
        if (events > 1) {
            batchesSent.increment();
            batchEvents.add(events);
        }
    }

    @Override
    public void answered(int inFlight) {
        requestsInFlight = inFlight;
    }

    @Override
    public void accepted(int events, long bytes, long roundTripNanos) {
        roundTrips.add(roundTripNanos);
    }

    @Override
    public void retried(Outcome reason) {
        counter(RetryReason.of(reason)).increment();
    }

    @Override
    public void poisoned(String reason) {
        poisonEvents.increment();
    }

    @Override
    public void deadLettered() {
        deadLetters.increment();
    }

    @Override
    public void receipt(long nanos) {
        receipts.increment();
        receiptTimes.add(nanos);
    }

    @Override
    public void receiptMissing() {
        counter(RetryReason.RECEIPT_MISSING).increment();
    }

    @Override
    public void delivered(int events, long bytes, OptionalLong newest) {
        long now = clock.millis();
        eventsDelivered.add(events);
        bytesDelivered.add(bytes);
        lastDelivery = now;
        lagAtReceipt = newest.isPresent() ? lag(newest.getAsLong(), now) : UNKNOWN;
    }

    @Override
    public void renewed(Duration left) {
        tokenRenewals.increment();
        tokenEnd = clock.instant().plus(left);
    }

    @Override
    public void outage(Outage now) {
        if (outage == null) {
            outages.increment();
        }
        outage = now;
    }

    @Override
    public void recovered(Outage over) {
        outage = null;
    }

    // ---------------------------------------------------------------- asked, from any thread

    /** Returns the outage that lasts now. */
    public Optional<Outage> currentOutage() {
        return Optional.ofNullable(outage);
    }

    @Override
    public long getEventsDelivered() {
        return eventsDelivered.get();
    }

    @Override
    public long getBytesDelivered() {
        return bytesDelivered.get();
    }

    @Override
    public long getEventsWaiting() {
        return eventsWaiting;
    }

    @Override
    public long getMilliSecondsSinceLastDelivery() {
        long last = lastDelivery;
        return last == UNKNOWN ? UNKNOWN : Math.max(0, clock.millis() - last);
    }

    @Override
    public long getSourceLagMilliSeconds() {
        long oldest = oldestWaiting;
        return oldest == UNKNOWN ? lagAtReceipt : lag(oldest, clock.millis());
    }

    /** The two clocks are not the same: a little less than nothing is nothing. */
    private static long lag(long sourceTime, long now) {
        return Math.max(0, now - sourceTime);
    }

    @Override
    public long getRequestsSent() {
        return requestsSent.get();
    }

    @Override
    public long getBatchesSent() {
        return batchesSent.get();
    }

    @Override
    public int getRequestsInFlight() {
        return requestsInFlight;
    }

    @Override
    public long getBatchEventsP50() {
        return batchEvents.percentile(50);
    }

    @Override
    public long getBatchEventsP99() {
        return batchEvents.percentile(99);
    }

    @Override
    public long getBatchEventsMax() {
        return batchEvents.max();
    }

    @Override
    public double getRoundTripMilliSecondsP50() {
        return milliseconds(roundTrips.percentile(50));
    }

    @Override
    public double getRoundTripMilliSecondsP90() {
        return milliseconds(roundTrips.percentile(90));
    }

    @Override
    public double getRoundTripMilliSecondsP99() {
        return milliseconds(roundTrips.percentile(99));
    }

    @Override
    public double getRoundTripMilliSecondsMax() {
        return milliseconds(roundTrips.max());
    }

    @Override
    public long getRetries() {
        return retries.values().stream().mapToLong(Counter::get).sum();
    }

    @Override
    public Map<String, Long> getRetriesByReason() {
        Map<String, Long> byLabel = new TreeMap<>();
        retries.forEach((reason, count) -> byLabel.put(reason.label(), count.get()));
        return byLabel;
    }

    @Override
    public long getPoisonEvents() {
        return poisonEvents.get();
    }

    @Override
    public long getDeadLetters() {
        return deadLetters.get();
    }

    @Override
    public long getReceipts() {
        return receipts.get();
    }

    @Override
    public long getReceiptsMissing() {
        return counter(RetryReason.RECEIPT_MISSING).get();
    }

    @Override
    public double getReceiptMilliSecondsP50() {
        return milliseconds(receiptTimes.percentile(50));
    }

    @Override
    public double getReceiptMilliSecondsP99() {
        return milliseconds(receiptTimes.percentile(99));
    }

    @Override
    public double getReceiptMilliSecondsMax() {
        return milliseconds(receiptTimes.max());
    }

    private static double milliseconds(long nanos) {
        return nanos / NANOS_PER_MILLISECOND;
    }

    @Override
    public long getTokenSecondsLeft() {
        return Math.max(0, Duration.between(clock.instant(), tokenEnd).toSeconds());
    }

    @Override
    public long getTokenRenewals() {
        return tokenRenewals.get();
    }

    @Override
    public long getOutages() {
        return outages.get();
    }

    @Override
    public long getOutageSeconds() {
        return currentOutage()
                .map(now -> Math.max(0, now.lasted(clock.instant()).toSeconds()))
                .orElse(0L);
    }

    @Override
    public String getOutageSince() {
        return currentOutage().map(now -> now.since().toString()).orElse("");
    }

    @Override
    public String getOutageReason() {
        return currentOutage().map(Outage::reason).orElse("");
    }
}
