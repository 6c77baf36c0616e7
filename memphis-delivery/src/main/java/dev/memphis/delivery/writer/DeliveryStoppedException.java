package dev.memphis.delivery.writer;

/** The sink was told to stop while events were under way: nothing is wrong. */
public final class DeliveryStoppedException extends DeliveryException {
    private static final long serialVersionUID = 1L;

    /** The message says that the sink was stopped. */
    public DeliveryStoppedException() {
        super("the sink was stopped before everything was delivered");
    }
}
