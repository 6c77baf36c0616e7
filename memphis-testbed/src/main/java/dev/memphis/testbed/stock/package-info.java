/** The stock Debezium Server: its distribution, unpacked once, and a process of it. */
package dev.memphis.testbed.stock;
