/** The todo application: its table, and items that somebody keeps inserting. */
@NullMarked
package dev.memphis.quickstart.todo;

import org.jspecify.annotations.NullMarked;
