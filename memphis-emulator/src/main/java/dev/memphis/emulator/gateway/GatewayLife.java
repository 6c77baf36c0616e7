package dev.memphis.emulator.gateway;

/** The gateway process that is alive, for those who serve requests. Confined to the emulator's loop. */
interface GatewayLife {
    /** The process that is running now; what another one began is not to be finished. */
    GatewayProcess process();

    /** Dies of itself: of a race, or of a first produce that the broker never answered. */
    void crash();
}
