/** JSON answers on the management port, for the management API and the console. */
@NullMarked
package dev.memphis.emulator.http;

import org.jspecify.annotations.NullMarked;
