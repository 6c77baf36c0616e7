/** The broker: stations, their messages, and who has read how far. Knows nothing of HTTP. */
package dev.memphis.emulator.broker;
