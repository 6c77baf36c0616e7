package dev.memphis.cli.top;

import java.util.Map;

/**
 * What one engine tells of itself, counted from its start; docs/operations.md has the meanings. Immutable.
 *
 * @param lagSeconds negative where events tell no source time
 * @param lastDeliverySeconds since events were last delivered; negative before the first
 * @param retries by reason
 * @param receiptSeconds99 how long receipts take, 99th percentile
 * @param outageReason empty where there is none, or where it is not told
 */
record Figures(
        String server,
        double delivered,
        double bytes,
        double waiting,
        double inFlight,
        double lagSeconds,
        double lastDeliverySeconds,
        Map<String, Double> retries,
        double receipts,
        double receiptsMissing,
        double receiptSeconds50,
        double receiptSeconds99,
        double poison,
        double outages,
        double outageSeconds,
        String outageReason) {
    double allRetries() {
        return retries.values().stream().mapToDouble(Double::doubleValue).sum();
    }
}
