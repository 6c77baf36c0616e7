package dev.memphis.cli.check;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.memphis.cli.Screen;
import dev.memphis.cli.config.ConfigFile;
import dev.memphis.delivery.options.BadValueException;
import dev.memphis.delivery.options.OptionNames;
import dev.memphis.delivery.reading.Option;
import dev.memphis.delivery.reading.Options;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says of every option what it means, what it may be and what it is. */
final class Explanation {
    private final ConfigFile file;
    private final Screen screen;

    Explanation(ConfigFile file, Screen screen) {
        this.file = file;
        this.screen = screen;
    }

    void print(boolean json) {
        if (json) {
            printJson();
        } else {
            printText();
        }
    }

    private void printText() {
        for (Option.Group group : Option.Group.values()) {
            screen.raw(screen.coloured("1", group.title()));
            Options.ALL.stream().filter(option -> option.group() == group).forEach(this::printText);
            screen.line("");
        }
    }

    private void printText(Option<?> option) {
        screen.line("  " + option.fullName(OptionNames.DEBEZIUM_SERVER) + " = "
                + value(option).orElse("(none)") + origin(option));
        screen.line("      " + option.meaning());
        screen.line("      Must be " + option.type().allowed() + ". Since " + option.since() + ".");
    }

    private void printJson() {
        ArrayNode all = new JsonMapper().createArrayNode();
        for (Option<?> option : Options.ALL) {
            all.addObject()
                    .put("name", option.fullName(OptionNames.DEBEZIUM_SERVER))
                    .put("value", value(option).orElse(null))
                    .put("given", given(option).isPresent())
                    .put("default", option.defaultText().orElse(null))
                    .put("required", option.required())
                    .put("secret", option.secret())
                    .put("allowed", option.type().allowed())
                    .put("meaning", option.meaning())
                    .put("since", option.since());
        }
        screen.raw(all.toPrettyString());
    }

    private Optional<String> value(Option<?> option) {
        return given(option).or(option::defaultText);
    }

    private Optional<String> given(Option<?> option) {
        Optional<String> text = file.text(option.fullName(OptionNames.DEBEZIUM_SERVER));
        return option.secret() ? text.map(hidden -> "***") : text.map(value -> shown(option, value));
    }

    /** What cannot be used is shown as a complaint of it would: a password may stand in the wrong place. */
    private static String shown(Option<?> option, String value) {
        try {
            option.type().read(value);
            return value;
        } catch (BadValueException e) {
            return e.complaints().stream()
                    .map(BadValueException.Complaint::shown)
                    .collect(Collectors.joining(","));
        }
    }

    private String origin(Option<?> option) {
        if (given(option).isPresent()) {
            return "   (given)";
        }
        return option.required() ? "   (required!)" : "";
    }
}
