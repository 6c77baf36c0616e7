/** The HTTP conversation with the Memphis REST gateway. Vert.x lives here and nowhere else. */
package dev.memphis.delivery.transport;
