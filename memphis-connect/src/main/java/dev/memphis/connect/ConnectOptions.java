package dev.memphis.connect;

import dev.memphis.delivery.options.BadValueException;
import dev.memphis.delivery.options.OptionNames;
import dev.memphis.delivery.reading.Option;
import dev.memphis.delivery.reading.Options;
import dev.memphis.delivery.reading.ValueType;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;

/** The catalogue's options as Kafka Connect describes options, and the few that only Connect has. Stateless. */
final class ConnectOptions {
    /** How connectors' users write the options. */
    static final OptionNames NAMES = new OptionNames(
            "memphis.", "name", "every connector has a name", "connect-receipts-", "docs/kafka-connect.md");

    static final String JSON_SCHEMAS = NAMES.of("json.schemas.enable");
    static final String JSON_DECIMALS = NAMES.of("json.decimal.format");
    static final String CONTENT_TYPE = NAMES.of("value.content.type");

    /**
     * An option that only Connect has.
     *
     * @param allowed its values; the first is the default
     */
    record Own(String name, List<String> allowed, String meaning) {
        /** Returns what is allowed, to be read after "must be". */
        String rule() {
            return "one of " + String.join(", ", allowed);
        }
    }

    static final List<Own> OWN = List.of(
            new Own(
                    JSON_SCHEMAS,
                    List.of("false", "true"),
                    "Whether structs and other values that are written as JSON carry their schema, as Connect's"
                            + " JsonConverter writes it."),
            new Own(
                    JSON_DECIMALS,
                    List.of("base64", "numeric"),
                    "How decimals are written in JSON, as JsonConverter's decimal.format."),
            new Own(
                    CONTENT_TYPE,
                    List.of("auto", "application/json", "text/plain", "application/x-protobuf"),
                    "The content type of values that are strings or bytes: auto takes what stands between braces or"
                            + " brackets for JSON and all else for text. Only JSON travels in batches."));

    private static final String JSON_GROUP = "Values";
    private static final Set<Option.Group> SELDOM = Set.of(Option.Group.TLS, Option.Group.PROXY);

    private ConnectOptions() {}

    static ConfigDef definition() {
        ConfigDef definition = new ConfigDef();
        for (Option.Group group : Option.Group.values()) {
            int place = 1;
            for (Option<?> option :
                    Options.ALL.stream().filter(o -> o.group() == group).toList()) {
                define(definition, option, place++);
            }
        }
        return defineOwn(definition);
    }

    private static void define(ConfigDef definition, Option<?> option, int place) {
        definition.define(
                option.fullName(NAMES),
                type(option.type()),
                defaultValue(option),
                new OfType(option.type()),
                importance(option),
                meaning(option),
                option.group().title(),
                place,
                Width.MEDIUM,
                option.fullName(NAMES));
    }

    private static ConfigDef defineOwn(ConfigDef definition) {
        int place = 1;
        for (Own own : OWN) {
            definition.define(
                    own.name(),
                    Type.STRING,
                    own.allowed().getFirst(),
                    ConfigDef.CaseInsensitiveValidString.in(own.allowed().toArray(String[]::new)),
                    Importance.LOW,
                    own.meaning() + " Must be " + own.rule() + ".",
                    JSON_GROUP,
                    place++,
                    Width.MEDIUM,
                    own.name());
        }
        return definition;
    }

    private static Type type(ValueType<?> type) {
        return switch (type.name()) {
            case "whole number" -> Type.INT;
            case "milliseconds", "minutes" -> Type.LONG;
            case "flag" -> Type.BOOLEAN;
            default -> type.secret() ? Type.PASSWORD : Type.STRING;
        };
    }

    private static @Nullable Object defaultValue(Option<?> option) {
        return option.required()
                ? ConfigDef.NO_DEFAULT_VALUE
                : option.defaultText().orElse(null);
    }

    private static Importance importance(Option<?> option) {
        if (option.required() || option.name().startsWith("password")) {
            return Importance.HIGH;
        }
        return SELDOM.contains(option.group()) ? Importance.LOW : Importance.MEDIUM;
    }

    private static String meaning(Option<?> option) {
        return Stream.of(
                        option.meaning().replace("`", ""),
                        "Must be " + option.type().allowed() + ".")
                .collect(Collectors.joining(" "));
    }

    /** The catalogue's own check of a value. */
    private record OfType(ValueType<?> type) implements ConfigDef.Validator {
        @Override
        public void ensureValid(String name, @Nullable Object value) {
            if (value == null) {
                return;
            }
            String text = value instanceof Password secret ? secret.value() : value.toString();
            try {
                if (!text.isEmpty()) {
                    type.read(text);
                }
            } catch (BadValueException e) {
                BadValueException.Complaint first = e.complaints().getFirst();
                throw new ConfigException(name, type.secret() ? "***" : first.shown(), first.rule());
            }
        }

        @Override
        public String toString() {
            return type.allowed();
        }
    }
}
