package dev.memphis.emulator.broker;

import java.time.Instant;

/**
 * A message that a station refused, and why. Immutable.
 *
 * @param number in the station's order of dead letters, from 1
 * @param cause what was wrong with it, in Memphis' words
 * @param producer who sent it
 */
public record DeadLetter(long number, Message message, String cause, String producer, Instant when) {}
