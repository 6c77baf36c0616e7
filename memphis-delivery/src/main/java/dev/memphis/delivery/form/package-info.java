/** Batch or single: chosen for each station by what came of either. */
@NullMarked
package dev.memphis.delivery.form;

import org.jspecify.annotations.NullMarked;
