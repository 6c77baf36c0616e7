/** memphis top: the figures of running servers and Connect tasks, again and again. */
@NullMarked
package dev.memphis.cli.top;

import org.jspecify.annotations.NullMarked;
