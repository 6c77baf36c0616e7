/** Whether a value survives the gateway's batches, told from its bytes. Reads nobody. */
package io.debezium.server.memphis.batch;
