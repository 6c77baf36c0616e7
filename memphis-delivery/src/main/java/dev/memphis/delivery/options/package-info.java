/** One typed, validated description of every option. Everyone may read it; it reads nobody. */
@NullMarked
package dev.memphis.delivery.options;

import org.jspecify.annotations.NullMarked;
