/** Java programs as processes of their own, and waiting for what they do. */
@NullMarked
package dev.memphis.testbed.process;

import org.jspecify.annotations.NullMarked;
