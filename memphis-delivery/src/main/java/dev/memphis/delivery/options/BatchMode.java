package dev.memphis.delivery.options;

/** Whether events travel in the gateway's JSON batches, which it decodes and encodes again. */
public enum BatchMode {
    /** Batches where they are faster and keep every value; chosen from what is measured. */
    AUTO,
    /** Every event in a request of its own, stored byte for byte. */
    NEVER,
    /** Batches wherever the gateway takes them, whatever its re-encoding does to the values. */
    ALWAYS
}
