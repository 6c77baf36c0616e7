/** memphis init: a first configuration, every line explained, in the form that the place wants where it runs. */
@NullMarked
package dev.memphis.cli.init;

import org.jspecify.annotations.NullMarked;
