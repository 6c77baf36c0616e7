/** What an operator is told: the form of the catalogues, of which each room that has something to say has one. */
@NullMarked
package dev.memphis.delivery.notice;

import org.jspecify.annotations.NullMarked;
