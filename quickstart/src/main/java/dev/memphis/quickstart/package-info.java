/** The whole pipeline in one command: the six parts of the reference solution, started, watched and ended together. */
@NullMarked
package dev.memphis.quickstart;

import org.jspecify.annotations.NullMarked;
