package io.debezium.server.memphis.config;

/** Compression of request bodies; the gateway inflates them before it stores them (contract, "Produce"). */
public enum Compression {
    NONE,
    GZIP
}
