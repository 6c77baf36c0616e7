/** The database that changes come from: what the configuration says of it, and how to ask it. */
package dev.memphis.cli.source;
