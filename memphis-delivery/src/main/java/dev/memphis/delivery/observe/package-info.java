/** What an operator sees: metrics, readiness, the start line and the progress line. Listens to delivery, never steers it. */
package dev.memphis.delivery.observe;
