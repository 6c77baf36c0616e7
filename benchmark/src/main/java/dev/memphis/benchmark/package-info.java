/** {@code bin/benchmark}: the sink side by side with what users have today, and with the ceiling. */
@NullMarked
package dev.memphis.benchmark;

import org.jspecify.annotations.NullMarked;
