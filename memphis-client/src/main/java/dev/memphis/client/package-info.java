/** Memphis as a client sees it: the gateway's routes, the management API, and what goes to and fro. */
@NullMarked
package dev.memphis.client;

import org.jspecify.annotations.NullMarked;
