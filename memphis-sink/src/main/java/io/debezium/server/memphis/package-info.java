/** Debezium's side of the sink: records in, marks out. No HTTP here. */
@NullMarked
package io.debezium.server.memphis;

import org.jspecify.annotations.NullMarked;
