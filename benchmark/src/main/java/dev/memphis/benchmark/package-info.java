/** {@code bin/benchmark}: the sink side by side with what users have today, and with the ceiling. */
package dev.memphis.benchmark;
