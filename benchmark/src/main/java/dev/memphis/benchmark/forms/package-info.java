/** The sink's core alone, over real sockets: which form of request is faster, and whether the sink finds out by itself. */
@NullMarked
package dev.memphis.benchmark.forms;

import org.jspecify.annotations.NullMarked;
