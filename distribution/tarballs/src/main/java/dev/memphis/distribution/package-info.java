/** Packs the tarballs: a server, the sink, the command, documents and notices, in the same bytes each time. */
package dev.memphis.distribution;
