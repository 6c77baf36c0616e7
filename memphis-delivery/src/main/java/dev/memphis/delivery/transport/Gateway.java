package dev.memphis.delivery.transport;

import dev.memphis.delivery.protocol.TokenSource;
import java.util.function.Consumer;

/**
 * The gateway as delivery sees it. Every method is called on the {@link Loop}, and every answer comes there, exactly
 * once and never before the call returned.
 */
public interface Gateway extends AutoCloseable {
    /** Returns the token in use. Its renewal must be alone: a log-in that meets a produce crashes the gateway. */
    TokenSource tokens();

    /** Sends messages to a station. */
    void produce(Produce request, Consumer<Outcome> done);

    /**
     * Sends a receipt and reads it back: {@link Outcome.Delivered} means that the broker has everything that was
     * answered with success before, on the same broker connection (contract, "A delivery receipt").
     *
     * @param id unique among receipts
     * @param firstUse whether the gateway may see the receipts' station for the first time; then nothing else may be under
     *     way, and no two requests of the receipt are
     */
    void receipt(String id, boolean firstUse, Consumer<Outcome> done);

    /**
     * Says whom to tell when a connection was lost, in use or idle: the gateway may have restarted, and with it lost
     * what the broker had not yet and forgotten which stations it knew.
     */
    void onLost(Runnable listener);

    /** Turns to the next URL, where there are several; called when one is away. */
    void turn();

    /** Returns the URL in use, without secrets, for messages. */
    String url();

    /** Breaks off everything under way; outstanding answers may never come. */
    @Override
    void close();
}
