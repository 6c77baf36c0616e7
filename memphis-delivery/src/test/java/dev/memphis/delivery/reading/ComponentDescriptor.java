package dev.memphis.delivery.reading;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Writes the sink's component descriptor from the catalogue: what Debezium Platform's catalogue shows of a sink (its
 * ConnectorSchema, as of July 2026). Options are named without the prefix, as a Platform's destination writes them.
 */
final class ComponentDescriptor {
    private static final JsonMapper JSON = new JsonMapper();

    private ComponentDescriptor() {}

    static String text() throws JsonProcessingException {
        ObjectNode descriptor = JSON.createObjectNode()
                .put("name", "Memphis Server Sink")
                .put("type", "server-sink")
                .put("version", "0.1");
        descriptor
                .putObject("metadata")
                .put("description", "Delivers change events to Memphis stations through the Memphis REST gateway.");
        ArrayNode properties = descriptor.putArray("properties");
        ArrayNode groups = descriptor.putArray("groups");
        for (Option.Group group : Option.Group.values()) {
            groups.addObject()
                    .put("name", group.title())
                    .put("order", group.ordinal())
                    .put("description", group.title());
            List<Option<?>> options =
                    Options.ALL.stream().filter(o -> o.group() == group).toList();
            for (int place = 0; place < options.size(); place++) {
                describe(options.get(place), place, properties.addObject());
            }
        }
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(descriptor) + "\n";
    }

    private static void describe(Option<?> option, int place, ObjectNode property) {
        property.put("name", option.name()).put("type", type(option.type()));
        property.put("required", option.required());
        option.defaultText().ifPresent(text -> property.put("default", text));
        property.putObject("display")
                .put("label", option.name())
                .put(
                        "description",
                        option.meaning().replace("`", "") + " Must be "
                                + option.type().allowed() + ".")
                .put("group", option.group().title())
                .put("groupOrder", place)
                .put("width", "medium")
                .put("importance", option.required() ? "high" : "medium");
        ArrayNode validation = property.putArray("validation");
        if (option.type().name().equals("choice")) {
            ArrayNode values = validation.addObject().put("type", "enum").putArray("values");
            for (String value : option.type().allowed().replace("one of ", "").split(", ")) {
                values.add(value);
            }
        }
        property.putArray("valueDependants");
    }

    private static String type(ValueType<?> type) {
        return switch (type.name()) {
            case "whole number", "milliseconds", "minutes" -> "number";
            case "flag" -> "boolean";
            default -> "string";
        };
    }
}
