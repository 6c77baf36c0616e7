/** Databases as processes, from what is installed. */
@NullMarked
package dev.memphis.testbed.database;

import org.jspecify.annotations.NullMarked;
