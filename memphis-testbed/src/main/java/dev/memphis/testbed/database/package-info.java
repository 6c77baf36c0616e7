/** Databases as processes, from what is installed. */
package dev.memphis.testbed.database;
