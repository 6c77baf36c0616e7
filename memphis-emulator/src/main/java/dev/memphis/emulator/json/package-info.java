/** JSON as Go's encoding/json reads it into {@code map[string]any} and writes it back. */
@NullMarked
package dev.memphis.emulator.json;

import org.jspecify.annotations.NullMarked;
