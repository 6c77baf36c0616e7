/** The source of a benchmark: a real PostgreSQL, rows to be read, and changes that come at a steady rate. */
package dev.memphis.benchmark.source;
