/** A sink that does nothing: what it receives is the most that a stock server can hand to any sink. */
package dev.memphis.benchmark.nothing;
