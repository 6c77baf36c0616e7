package dev.memphis.delivery.options;

/**
 * How the users of a host write the options: every message names an option as it stands in their own configuration.
 * Immutable.
 *
 * @param prefix what stands before every option's name
 * @param pipeline the host's own option whose value tells one pipeline from another
 * @param needsPipeline why there must be one, to be read after "is missing: "
 * @param receiptStation what the receipt station's default name starts with; the pipeline's name follows
 * @param page the page that lists all options
 */
public record OptionNames(String prefix, String pipeline, String needsPipeline, String receiptStation, String page) {
    /** Debezium Server's: {@code debezium.sink.memphis.url}. */
    public static final OptionNames DEBEZIUM_SERVER = new OptionNames(
            "debezium.sink.memphis.",
            "debezium.source.topic.prefix",
            "Debezium needs it, and the receipt station is named after it",
            "debezium-receipts-",
            "docs/configuration.md");

    /** Returns the full name of an option that is named without its prefix: {@code url}. */
    public String of(String name) {
        return prefix + name;
    }
}
