/** The {@code memphis} command: what its subcommands share. */
package dev.memphis.cli;
