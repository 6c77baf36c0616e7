/** HTTP calls, one at a time, with answers that have an end. */
package dev.memphis.client.http;
