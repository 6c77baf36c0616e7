/** Packs the tarballs: a server, the sink, the command, documents and notices, in the same bytes each time. */
@NullMarked
package dev.memphis.distribution;

import org.jspecify.annotations.NullMarked;
