/** memphis snapshot: asks a running server to read tables again, beside the stream. */
package dev.memphis.cli.snapshot;
