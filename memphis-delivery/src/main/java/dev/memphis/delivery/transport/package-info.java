/** The HTTP conversation with the Memphis REST gateway. Vert.x lives here and nowhere else. */
@NullMarked
package dev.memphis.delivery.transport;

import org.jspecify.annotations.NullMarked;
