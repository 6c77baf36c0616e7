/** Whether a value survives the gateway's batches, told from its bytes. Reads nobody. */
package dev.memphis.delivery.fidelity;
