/** Measurements of the sink's hot pieces by themselves, with JMH. */
@NullMarked
package dev.memphis.benchmark.micro;

import org.jspecify.annotations.NullMarked;
