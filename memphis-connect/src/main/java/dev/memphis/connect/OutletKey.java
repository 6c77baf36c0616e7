package dev.memphis.connect;

import dev.memphis.delivery.options.Credentials;
import dev.memphis.delivery.options.DeliveryConfig;
import dev.memphis.delivery.options.GatewayConfig;
import dev.memphis.delivery.options.PoisonPolicy;

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
}
