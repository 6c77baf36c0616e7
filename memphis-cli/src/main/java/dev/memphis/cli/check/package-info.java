/** {@code memphis check}: step by step through everything the sink needs. */
@NullMarked
package dev.memphis.cli.check;

import org.jspecify.annotations.NullMarked;
