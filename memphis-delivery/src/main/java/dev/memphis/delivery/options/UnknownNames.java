package dev.memphis.delivery.options;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds names that look like ours and are none, so that a misspelt option is not ignored in silence. */
final class UnknownNames {
    private static final Set<String> KNOWN =
            Options.ALL.stream().map(Option::fullName).collect(Collectors.toSet());

    /**
     * What Kubernetes puts into the environment for a service called debezium-sink-memphis. SmallRye Config makes an
     * index of a number: port[8080]tcp.
     */
    private static final Pattern KUBERNETES_SERVICE =
            Pattern.compile("(port|service\\.host|service\\.port)([.\\[].*)?", Pattern.DOTALL);

    private UnknownNames() {}

    /**
     * Reports the unknown ones among all names of the configuration. An environment variable is among them in its own
     * form, which is not looked at, and in the dotted form it is mapped to, which is.
     */
    static void report(Iterable<String> names, Problems problems) {
        Set<String> all = new TreeSet<>();
        names.forEach(all::add);
        for (String name : all) {
            if (name.startsWith(Option.PREFIX) && !KNOWN.contains(name) && !isKubernetesService(name, all)) {
                problems.unknown(name, advice(name));
            }
        }
    }

    private static boolean isKubernetesService(String name, Set<String> all) {
        String variable = name.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
        String end = name.substring(Option.PREFIX.length());
        return all.contains(variable) && KUBERNETES_SERVICE.matcher(end).matches();
    }

    private static String advice(String name) {
        return NearestName.of(name, KNOWN)
                .map(nearest -> "did you mean " + nearest + "?")
                .orElse("docs/configuration.md lists all options");
    }
}
