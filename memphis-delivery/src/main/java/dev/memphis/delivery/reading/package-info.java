/** Every option, described once; how a configuration is read, and what is checked. For hosts and the engine's root alone. */
@NullMarked
package dev.memphis.delivery.reading;

import org.jspecify.annotations.NullMarked;
