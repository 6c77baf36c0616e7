/** The todo application: its table, and items that somebody keeps inserting. */
package dev.memphis.quickstart.todo;
