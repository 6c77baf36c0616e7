/** The source of a benchmark: a real PostgreSQL, rows to be read, and changes that come at a steady rate. */
@NullMarked
package dev.memphis.benchmark.source;

import org.jspecify.annotations.NullMarked;
