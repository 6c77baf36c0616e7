/** {@code memphis setup}: the user and the stations of a configuration. */
@NullMarked
package dev.memphis.cli.setup;

import org.jspecify.annotations.NullMarked;
