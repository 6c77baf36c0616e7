/**
 * What outlives the emulator, in a folder: a catalog of users, stations and schemas, and a log for each station.
 *
 * <p>The log is the emulator's own. H2's MVStore 2.3.232 and 2.4.240 were tried in its place (2026-11-27): giving back the
 * room of dropped messages failed their own assertions (h2database issues 4086 and, with data lost, 4247), and closing a
 * store whose last commit failed never ended. Other stores bring native code or several megabytes.
 */
@NullMarked
package dev.memphis.emulator.disk;

import org.jspecify.annotations.NullMarked;
