package dev.memphis.cli.init;

/**
 * A file to be written. Immutable.
 *
 * @param name in the directory that the user chose
 */
record Output(String name, String text) {}
