/**
 * A server that drives a sink as Debezium Server 3.7 does (dbz#1731), for as long as that cannot be had. It shares
 * everything but the interface with a stock server: Debezium's engine, its connectors, ArC and MicroProfile Config.
 */
@NullMarked
package dev.memphis.testbed.server;

import org.jspecify.annotations.NullMarked;
