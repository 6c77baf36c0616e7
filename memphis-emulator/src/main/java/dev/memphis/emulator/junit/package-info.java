/** An emulator for JUnit 5 tests. Only this package needs JUnit. */
package dev.memphis.emulator.junit;
