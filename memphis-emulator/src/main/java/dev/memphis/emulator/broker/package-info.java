/** The broker: stations, their messages, and who has read how far. Knows nothing of HTTP. */
@NullMarked
package dev.memphis.emulator.broker;

import org.jspecify.annotations.NullMarked;
