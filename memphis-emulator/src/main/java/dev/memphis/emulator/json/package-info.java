/** JSON as Go's encoding/json reads it into {@code map[string]any} and writes it back. */
package dev.memphis.emulator.json;
