/** Java programs as processes of their own, and waiting for what they do. */
package dev.memphis.testbed.process;
