/** The conversations with the gateway and the management API, one request at a time. */
package dev.memphis.cli.http;
