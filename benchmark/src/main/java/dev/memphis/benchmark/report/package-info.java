/** What is made of the measurements: a JSON file, tables, charts, and whether the targets hold. */
@NullMarked
package dev.memphis.benchmark.report;

import org.jspecify.annotations.NullMarked;
