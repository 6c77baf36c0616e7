/** memphis snapshot: asks a running server to read tables again, beside the stream. */
@NullMarked
package dev.memphis.cli.snapshot;

import org.jspecify.annotations.NullMarked;
