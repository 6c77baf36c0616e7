/** The Memphis that something is tried with. */
@NullMarked
package dev.memphis.testbed.memphis;

import org.jspecify.annotations.NullMarked;
