/** Both ends of the wire that a benchmark controls: a gateway that costs next to nothing, and a link that takes its time. */
package dev.memphis.benchmark.wire;
