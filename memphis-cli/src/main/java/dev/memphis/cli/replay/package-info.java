/** {@code memphis replay}: dead letters back to where they belong. */
package dev.memphis.cli.replay;
