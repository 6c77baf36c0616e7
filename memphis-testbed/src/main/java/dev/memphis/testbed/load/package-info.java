/** Rows that keep changing, and whether a station has every version of them in its order. */
@NullMarked
package dev.memphis.testbed.load;

import org.jspecify.annotations.NullMarked;
