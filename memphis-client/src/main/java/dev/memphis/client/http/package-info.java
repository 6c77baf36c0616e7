/** HTTP calls, one at a time, with answers that have an end. */
@NullMarked
package dev.memphis.client.http;

import org.jspecify.annotations.NullMarked;
