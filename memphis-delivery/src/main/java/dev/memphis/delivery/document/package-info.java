/** MongoDB's documents: strings of JSON inside an envelope become objects, letter by letter. */
package dev.memphis.delivery.document;
