/** JSON answers on the management port, for the management API and the console. */
package dev.memphis.emulator.http;
