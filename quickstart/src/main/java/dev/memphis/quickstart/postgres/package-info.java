/** A real PostgreSQL for the time of a run. */
package dev.memphis.quickstart.postgres;
