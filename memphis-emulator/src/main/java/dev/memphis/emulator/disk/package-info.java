/** What outlives the emulator, in a folder: a catalog of users, stations and schemas, and a log for each station. */
package dev.memphis.emulator.disk;
