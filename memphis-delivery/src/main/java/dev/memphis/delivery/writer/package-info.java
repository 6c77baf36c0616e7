/**
 * Delivery: order, batches, retries, receipts. Knows nothing of Debezium, Kafka Connect or Quarkus, nor of HTTP.
 *
 * <p>Everything is confined to the loop: one thread takes turns between what is to be sent and what was answered, so that
 * no lock is needed and a simulated loop replays any schedule.
 */
@NullMarked
package dev.memphis.delivery.writer;

import org.jspecify.annotations.NullMarked;
