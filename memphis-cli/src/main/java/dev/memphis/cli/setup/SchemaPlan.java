package dev.memphis.cli.setup;

import dev.memphis.cli.CommandFailure;
import dev.memphis.cli.ExitCode;
import dev.memphis.cli.SchemaFile;
import dev.memphis.delivery.options.StationName;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A JSON schema to create, and the stations that shall use it. Immutable.
 *
 * @param content the schema's text
 */
record SchemaPlan(String name, String content, List<String> stations) {
    SchemaPlan {
        stations = List.copyOf(stations);
    }

    /** @throws CommandFailure if Memphis takes no such name; schemas are named by the rule of stations */
    static SchemaPlan of(SchemaFile file, Optional<String> wanted, Set<String> stations) {
        String name = wanted.orElse(file.name()).toLowerCase(Locale.ROOT);
        if (!StationName.isValid(name)) {
            throw new CommandFailure(
                    ExitCode.USAGE, "the schema's name '" + name + "' (--schema-name) must be " + StationName.RULE);
        }
        return new SchemaPlan(name, file.content(), List.copyOf(stations));
    }
}
