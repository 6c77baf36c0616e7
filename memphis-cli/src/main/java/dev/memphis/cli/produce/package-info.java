/** {@code memphis produce}: lines of standard input into a station. */
@NullMarked
package dev.memphis.cli.produce;

import org.jspecify.annotations.NullMarked;
