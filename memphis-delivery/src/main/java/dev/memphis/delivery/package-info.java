/** The engine's door: a host hands events in, and is told how far they are proved to be at their stations. */
@NullMarked
package dev.memphis.delivery;

import org.jspecify.annotations.NullMarked;
