package dev.memphis.benchmark.cell;

import java.net.URI;

/** A gateway, and what of a cell's events has arrived there. */
interface GatewayReceiver extends Receiver {
    /** Returns where a sink finds it. */
    URI gateway();

    /** Returns the station to use. */
    String station();
}
