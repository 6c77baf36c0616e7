/** {@code memphis tail}: a station's events as they arrive. */
@NullMarked
package dev.memphis.cli.tail;

import org.jspecify.annotations.NullMarked;
