/** What every host of the engine is held to, whatever drives it. */
@NullMarked
package dev.memphis.testbed.host;

import org.jspecify.annotations.NullMarked;
