package io.debezium.server.memphis;

import java.util.HashSet;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigValue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a secret as it was written. SmallRye Config takes every value for an expression and makes {@code $} of
 * {@code $$} and of {@code \$}; for a secret that is right only where an expression was meant, which <code>&#36;{</code> tells.
 * A secret that is one expression and nothing else, {@code ${NAME}}, is what NAME holds, as that was written.
 */
final class SecretValue {
    private static final Logger LOGGER = LoggerFactory.getLogger(SecretValue.class);
    /** Without the names of handlers of SmallRye's, {@code ${aes-gcm-nopadding::…}}. */
    private static final Pattern ONE_EXPRESSION = Pattern.compile("\\$\\{([^${}:]+)(?::((?!:)[^{}]*))?}");

    private final Config config;
    private final Set<String> seen = new HashSet<>();

    SecretValue(Config config) {
        this.config = config;
    }

    /** @throws NoSuchElementException if there is an expression in it that has no value */
    Optional<String> read(String name) {
        ConfigValue value = config.getConfigValue(name);
        String written = value.getRawValue();
        if (written == null || !written.contains("${")) {
            return Optional.ofNullable(written);
        }
        Matcher reference = ONE_EXPRESSION.matcher(written);
        if (reference.matches() && seen.add(name)) {
            return Optional.of(read(reference.group(1))
                    .or(() -> Optional.ofNullable(reference.group(2)))
                    .orElseThrow(() -> new NoSuchElementException(name)));
        }
        return Optional.of(expanded(name, written, value.getValue()));
    }

    private static String expanded(String name, String written, String expanded) {
        if (expanded == null) {
            throw new NoSuchElementException(name);
        }
        if (written.contains("$$")) {
            SinkNotices.SECRET_WITH_EXPRESSION.warn(LOGGER, name);
        }
        return expanded;
    }
}
