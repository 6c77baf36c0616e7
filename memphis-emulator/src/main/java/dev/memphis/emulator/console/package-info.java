/** What the real Memphis has not, on the management port: fault switches, the record of exchanges, the live page. */
package dev.memphis.emulator.console;
