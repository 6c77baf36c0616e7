/** Debezium's engine in an application of one's own, with Memphis as its sink. */
@NullMarked
package dev.memphis.examples.embedded;

import org.jspecify.annotations.NullMarked;
