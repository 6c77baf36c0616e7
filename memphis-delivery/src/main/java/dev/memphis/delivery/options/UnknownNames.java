package dev.memphis.delivery.options;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds names that look like ours and are none, so that a misspelt option is not ignored in silence. */
final class UnknownNames {
    private static final String NO_TOKENS =
            "the gateway (1.2.8) fails at the first request of whoever logs in with a connection token; leave it out,"
                    + " run Memphis with user names and passwords, and give username and password";

    /** What was an option once, and why it is none any more. */
    private static final Map<String, String> REMOVED =
            Map.of("connection.token", NO_TOKENS, "connection.token.file", NO_TOKENS);

    /**
     * What Kubernetes puts into the environment for a service called debezium-sink-memphis. SmallRye Config makes an
     * index of a number: port[8080]tcp.
     */
    private static final Pattern KUBERNETES_SERVICE =
            Pattern.compile("(port|service\\.host|service\\.port)([.\\[].*)?", Pattern.DOTALL);

    private final OptionNames names;
    private final Set<String> known;

    UnknownNames(OptionNames names) {
        this.names = names;
        this.known = Options.ALL.stream().map(names::of).collect(Collectors.toSet());
    }

    /**
     * Reports the unknown ones among all names of the configuration. An environment variable is among them in its own
     * form, which is not looked at, and in the dotted form it is mapped to, which is.
     */
    void report(Iterable<String> given, Problems problems) {
        Set<String> all = new TreeSet<>();
        given.forEach(all::add);
        for (String name : all) {
            if (name.startsWith(names.prefix()) && !known.contains(name) && !isKubernetesService(name, all)) {
                report(name, problems);
            }
        }
    }

    private void report(String name, Problems problems) {
        Optional<String> removed = Optional.ofNullable(REMOVED.get(ownPart(name)));
        removed.ifPresentOrElse(reason -> problems.removed(name, reason), () -> problems.unknown(name, advice(name)));
    }

    private boolean isKubernetesService(String name, Set<String> all) {
        String variable = name.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
        return all.contains(variable)
                && KUBERNETES_SERVICE.matcher(ownPart(name)).matches();
    }

    private String ownPart(String name) {
        return name.substring(names.prefix().length());
    }

    private String advice(String name) {
        return NearestName.of(name, known, names.prefix())
                .map(nearest -> "did you mean " + nearest + "?")
                .orElse(names.page() + " lists all options");
    }
}
