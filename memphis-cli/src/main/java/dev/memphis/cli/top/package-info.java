/** memphis top: the figures of running servers and Connect tasks, again and again. */
package dev.memphis.cli.top;
