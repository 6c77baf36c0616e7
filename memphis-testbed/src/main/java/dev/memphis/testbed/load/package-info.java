/** Rows that keep changing, and whether a station has every version of them in its order. */
package dev.memphis.testbed.load;
