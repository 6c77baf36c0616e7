/** The stock Debezium Server: its distribution, unpacked once, and a process of it. */
@NullMarked
package dev.memphis.testbed.stock;

import org.jspecify.annotations.NullMarked;
