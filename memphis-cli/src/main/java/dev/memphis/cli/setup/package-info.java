/** {@code memphis setup}: the user and the stations of a configuration. */
package dev.memphis.cli.setup;
