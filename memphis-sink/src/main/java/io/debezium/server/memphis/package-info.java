/** Debezium's side of the sink: records in, marks out. No HTTP here. */
package io.debezium.server.memphis;
