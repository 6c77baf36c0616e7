/** Both ends of the wire that a benchmark controls: a gateway that costs next to nothing, and a link that takes its time. */
@NullMarked
package dev.memphis.benchmark.wire;

import org.jspecify.annotations.NullMarked;
