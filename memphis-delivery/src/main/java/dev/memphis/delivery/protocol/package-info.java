/** Tokens: what they say, how long they last, when to renew them and how. Knows nothing of HTTP. */
@NullMarked
package dev.memphis.delivery.protocol;

import org.jspecify.annotations.NullMarked;
