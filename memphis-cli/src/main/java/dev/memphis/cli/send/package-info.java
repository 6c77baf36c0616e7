/** The engine in the command's hands: events go as the sink's do, in order, and are waited for until the broker has them. */
@NullMarked
package dev.memphis.cli.send;

import org.jspecify.annotations.NullMarked;
