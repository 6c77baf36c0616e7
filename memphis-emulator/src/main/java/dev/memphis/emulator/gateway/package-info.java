/** The REST gateway: its routes, its tokens, its broker connections and the races it dies of. */
package dev.memphis.emulator.gateway;
