/** Schemaverse: schemas, what does not fit them, and how Memphis words that. Knows no stations. */
package dev.memphis.emulator.schema;
