/** Sessions that talk to one gateway take turns there, for what must have nothing beside it. */
@NullMarked
package dev.memphis.delivery.turns;

import org.jspecify.annotations.NullMarked;
