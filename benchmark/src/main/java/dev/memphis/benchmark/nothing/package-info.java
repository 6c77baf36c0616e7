/** A sink that does nothing: what it receives is the most that a stock server can hand to any sink. */
@NullMarked
package dev.memphis.benchmark.nothing;

import org.jspecify.annotations.NullMarked;
