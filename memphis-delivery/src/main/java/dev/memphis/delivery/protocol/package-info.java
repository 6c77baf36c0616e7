/** Tokens: what they say, how long they last, when to renew them and how. Knows nothing of HTTP. */
package dev.memphis.delivery.protocol;
