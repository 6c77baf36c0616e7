/** Schemaverse: schemas, what does not fit them, and how Memphis words that. Knows no stations. */
@NullMarked
package dev.memphis.emulator.schema;

import org.jspecify.annotations.NullMarked;
