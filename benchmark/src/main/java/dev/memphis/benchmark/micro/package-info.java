/** Measurements of the sink's hot pieces by themselves, with JMH. */
package dev.memphis.benchmark.micro;
