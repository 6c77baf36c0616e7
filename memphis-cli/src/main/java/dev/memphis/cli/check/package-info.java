/** {@code memphis check}: step by step through everything the sink needs. */
package dev.memphis.cli.check;
