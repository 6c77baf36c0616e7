/** {@code memphis produce}: lines of standard input into a station. */
package dev.memphis.cli.produce;
