package dev.memphis.connect;

import dev.memphis.delivery.options.Credentials;
import dev.memphis.delivery.options.DeliveryConfig;
import dev.memphis.delivery.options.GatewayConfig;
import dev.memphis.delivery.options.PoisonPolicy;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * What must be equal for tasks to share an outlet: everything but which events go where. Immutable.
 *
 * @param taskDecides whether the tasks decide on poison, not the engine
 */
record OutletKey(
        GatewayConfig gateway,
        Credentials credentials,
        DeliveryConfig delivery,
        boolean receipts,
        boolean taskDecides) {
    static OutletKey of(ConnectConfig config) {
        return new OutletKey(
                config.memphis().gateway(),
                config.memphis().credentials(),
                config.memphis().delivery(),
                config.memphis().receipts().enabled(),
                taskDecides(config));
    }

    /**
     * Returns whether the task decides what becomes of poison: only then does a task that stops because of it not stop
     * the others. The dead letter station and file are the engine's.
     */
    static boolean taskDecides(ConnectConfig config) {
        return config.reporter() || config.memphis().delivery().poisonPolicy() != PoisonPolicy.DEAD_LETTER;
    }

    /** Returns whether both may talk to one gateway. */
    boolean meets(OutletKey other) {
        List<URI> urls = gateway.urls();
        return !Collections.disjoint(urls, other.gateway.urls());
    }

    /**
     * Returns what keeps two outlets apart that talk to one gateway as one user, in words; empty where they share, or where gateway
     * or user are others.
     */
    Optional<String> apartFrom(OutletKey other) {
        if (!meets(other) || !credentials.username().equals(other.credentials.username())) {
            return Optional.empty();
        }
        List<String> differences = new ArrayList<>();
        if (!gateway.equals(other.gateway)) {
            differences.add("how they reach the gateway");
        }
        if (!credentials.equals(other.credentials)) {
            differences.add("how they log in");
        }
        if (!delivery.equals(other.delivery) || receipts != other.receipts) {
            differences.add("how they deliver");
        }
        if (taskDecides != other.taskDecides) {
            differences.add("who decides on records that Memphis refuses");
        }
        return differences.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", differences));
    }
}
