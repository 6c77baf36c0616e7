/** {@code memphis replay}: dead letters back to where they belong. */
@NullMarked
package dev.memphis.cli.replay;

import org.jspecify.annotations.NullMarked;
