/** The server's configuration as the commands read it: the named file, and what the server reads beside it. */
@NullMarked
package dev.memphis.cli.config;

import org.jspecify.annotations.NullMarked;
