/** {@code memphis tail}: a station's events as they arrive. */
package dev.memphis.cli.tail;
