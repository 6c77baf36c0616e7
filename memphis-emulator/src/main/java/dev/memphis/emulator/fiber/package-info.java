/** HTTP as the gateway's server, Fiber on fasthttp, takes it apart and writes it: targets, headers, bodies, limits, answers. */
@NullMarked
package dev.memphis.emulator.fiber;

import org.jspecify.annotations.NullMarked;
