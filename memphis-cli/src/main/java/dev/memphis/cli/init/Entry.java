package dev.memphis.cli.init;

/**
 * A property of the server with its reason. Immutable.
 *
 * @param name in full, such as {@code debezium.source.topic.prefix}
 * @param value as the server is to see it; one that begins with {@code ${} stands for a variable of the environment
 * @param why one or two sentences for whoever reads the file
 */
record Entry(String name, String value, String why) {
    private static final String SOURCE = "debezium.source.";
    private static final String SINK = "debezium.sink.memphis.";

    static Entry source(String name, String value, String why) {
        return new Entry(SOURCE + name, value, why);
    }

    static Entry sink(String name, String value, String why) {
        return new Entry(SINK + name, value, why);
    }

    boolean isSource() {
        return name.startsWith(SOURCE);
    }

    boolean isSink() {
        return name.startsWith(SINK);
    }

    /** Returns the name without what stands before every name of its kind. */
    String shortName() {
        return isSource() ? name.substring(SOURCE.length()) : isSink() ? name.substring(SINK.length()) : name;
    }

    /** Returns whether the value is a secret that stands elsewhere. */
    boolean isVariable() {
        return value.startsWith("${");
    }
}
