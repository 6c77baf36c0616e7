package io.debezium.server.memphis.config;

/** Whether events of a special kind (tombstones, heartbeats) are sent or left out and marked. */
public enum Passage {
    SKIP,
    SEND
}
