/** The whole pipeline in one command: the six parts of the reference solution, started, watched and ended together. */
package dev.memphis.quickstart;
