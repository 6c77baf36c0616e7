/** The Memphis that something is tried with. */
package dev.memphis.testbed.memphis;
