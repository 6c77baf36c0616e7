/** What is made of the measurements: a JSON file, tables, charts, and whether the targets hold. */
package dev.memphis.benchmark.report;
