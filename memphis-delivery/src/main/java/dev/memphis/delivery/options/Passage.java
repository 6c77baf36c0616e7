package dev.memphis.delivery.options;

/** Whether events of a special kind (tombstones, heartbeats) are sent or left out and marked. */
public enum Passage {
    SKIP,
    SEND
}
