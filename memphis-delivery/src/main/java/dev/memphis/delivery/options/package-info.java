/** The values of all options, as everybody reads them. How they are read and checked is not known here. */
@NullMarked
package dev.memphis.delivery.options;

import org.jspecify.annotations.NullMarked;
