package dev.memphis.delivery.transport;

/**
 * An answer of which nothing more comes. Immutable.
 *
 * @param last whether it says that the connection ends with it
 */
record CompleteAnswer(HttpReply.Answered reply, boolean last) {}
