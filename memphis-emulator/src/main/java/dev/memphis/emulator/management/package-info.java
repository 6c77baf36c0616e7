/** The management API on its own port: log-in, users, stations (contract, "Stations and users"), and the emulator's own. */
@NullMarked
package dev.memphis.emulator.management;

import org.jspecify.annotations.NullMarked;
