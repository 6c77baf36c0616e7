/**
 * Debezium's offsets in a file that survives the death of the process: {@link
 * io.debezium.server.memphis.offsets.DurableFileOffsetBackingStore} is what the configuration names, the rest is how.
 */
@NullMarked
package io.debezium.server.memphis.offsets;

import org.jspecify.annotations.NullMarked;
