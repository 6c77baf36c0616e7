/** One cell of the benchmark: a sink, a kind of event, a gateway and the link to it; and what is measured of it. */
@NullMarked
package dev.memphis.benchmark.cell;

import org.jspecify.annotations.NullMarked;
