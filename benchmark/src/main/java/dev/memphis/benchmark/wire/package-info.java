/** Both ends of the wire that a benchmark controls: a gateway that costs next to nothing, and a road that takes its time. */
package dev.memphis.benchmark.wire;
