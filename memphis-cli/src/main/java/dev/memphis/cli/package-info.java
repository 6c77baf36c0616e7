/** The {@code memphis} command: what its subcommands share. */
@NullMarked
package dev.memphis.cli;

import org.jspecify.annotations.NullMarked;
