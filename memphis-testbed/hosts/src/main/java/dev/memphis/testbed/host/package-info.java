/** What every host of the engine is held to, whatever drives it. */
package dev.memphis.testbed.host;
