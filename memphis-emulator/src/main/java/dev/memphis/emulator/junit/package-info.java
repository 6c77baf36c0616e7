/** An emulator for JUnit 5 tests. Only this package needs JUnit. */
@NullMarked
package dev.memphis.emulator.junit;

import org.jspecify.annotations.NullMarked;
