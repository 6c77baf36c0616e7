/** What an operator sees: metrics, readiness, the start line and the progress line. Listens to delivery, never steers it. */
@NullMarked
package dev.memphis.delivery.observe;

import org.jspecify.annotations.NullMarked;
