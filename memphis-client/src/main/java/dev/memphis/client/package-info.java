/** Memphis as a client sees it: the gateway's routes, the management API, and what goes to and fro. */
package dev.memphis.client;
