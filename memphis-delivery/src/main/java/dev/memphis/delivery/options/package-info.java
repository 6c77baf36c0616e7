/** One typed, validated description of every option. Everyone may read it; it reads nobody. */
package dev.memphis.delivery.options;
