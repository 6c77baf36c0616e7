/** Whether a value survives the gateway's batches, told from its bytes. Reads nobody. */
@NullMarked
package dev.memphis.delivery.fidelity;

import org.jspecify.annotations.NullMarked;
