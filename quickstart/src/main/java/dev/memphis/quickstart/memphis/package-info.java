/** Memphis as the quickstart uses it, real or emulated: set up through the management API, read through the gateway. */
package dev.memphis.quickstart.memphis;
