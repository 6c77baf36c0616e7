/** MongoDB's documents: strings of JSON inside an envelope become objects, letter by letter. */
@NullMarked
package dev.memphis.delivery.document;

import org.jspecify.annotations.NullMarked;
