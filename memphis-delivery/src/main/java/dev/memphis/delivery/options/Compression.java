package dev.memphis.delivery.options;

/** Compression of request bodies; the gateway inflates them before it stores them (contract, "Produce"). */
public enum Compression {
    NONE,
    GZIP
}
