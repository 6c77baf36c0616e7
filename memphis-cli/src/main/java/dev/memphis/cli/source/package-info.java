/** The database that changes come from: what the configuration says of it, and how to ask it. */
@NullMarked
package dev.memphis.cli.source;

import org.jspecify.annotations.NullMarked;
