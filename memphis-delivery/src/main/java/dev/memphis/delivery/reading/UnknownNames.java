package dev.memphis.delivery.reading;

import dev.memphis.delivery.options.OptionNames;
import dev.memphis.delivery.options.PrintableText;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds names that look like ours and are none, so that a misspelt option is not ignored in silence. */
final class UnknownNames {
    private static final Logger LOGGER = LoggerFactory.getLogger(UnknownNames.class);
    private static final String NO_TOKENS =
            "the gateway (1.2.8) fails at the first request of whoever logs in with a connection token; leave it out,"
                    + " run Memphis with user names and passwords, and give username and password";

    /** What was an option once, and why it is none any more. */
    private static final Map<String, String> REMOVED =
            Map.of("connection.token", NO_TOKENS, "connection.token.file", NO_TOKENS);

    /**
     * What Kubernetes puts into the environment for a service whose name begins like our options, after that beginning
     * (its documentation, "Discovering services"): DEBEZIUM_SINK_MEMPHIS_GATEWAY_SERVICE_HOST.
     */
    private static final Pattern SERVICE = Pattern.compile("(?:.+_)?(?:SERVICE_HOST|SERVICE_PORT(?:_[A-Z0-9_]+)?"
            + "|PORT_[0-9]+_(?:TCP|UDP|SCTP)(?:_(?:PROTO|PORT|ADDR))?)");

    /** The one such variable whose name could be anybody's; its value could not. */
    private static final Pattern SERVICE_PORT = Pattern.compile("(?:.+_)?PORT");

    private static final Pattern SERVICE_ADDRESS = Pattern.compile("(?:tcp|udp|sctp)://.+");

    private static final Pattern INDEX = Pattern.compile("\\[[0-9]+]$");

    private static final String DOTTED =
            "in YAML each dot is a level of its own, 'batch:' and below it 'mode: auto', and not 'batch.mode: auto'";

    private final OptionNames names;
    private final Function<String, Optional<String>> source;
    private final Set<String> known;
    private final Set<String> firstWords;

    UnknownNames(OptionNames names, Function<String, Optional<String>> source) {
        this.names = names;
        this.source = source;
        this.known = Options.ALL.stream().map(option -> option.fullName(names)).collect(Collectors.toSet());
        this.firstWords =
                Options.ALL.stream().map(option -> firstWord(option.name())).collect(Collectors.toSet());
    }

    /**
     * Reports the unknown ones among all names of the configuration. An environment variable is among them in its own
     * form, which is not looked at, and in the dotted form it is mapped to, which is.
     */
    void report(Iterable<String> given, Problems problems) {
        Set<String> all = new TreeSet<>();
        given.forEach(all::add);
        for (String name : all) {
            if (isDottedInYaml(name)) {
                problems.unknown(name, DOTTED);
            } else if (name.startsWith(names.prefix())
                    && !known.contains(name)
                    && !isElement(name, all)
                    && !isOfOthers(name, all)) {
                report(name, problems);
            }
        }
    }

    /** SmallRye Config puts a key of YAML that has dots in it into quotes. */
    private boolean isDottedInYaml(String name) {
        String plain = name.replace("\"", "");
        return !plain.equals(name) && (plain.startsWith(names.prefix()) || plain.equals(names.pipeline()));
    }

    /** A list of YAML is there as a whole, and once more element by element. */
    private boolean isElement(String name, Set<String> all) {
        String list = INDEX.matcher(name).replaceFirst("");
        return !list.equals(name) && all.contains(list);
    }

    private void report(String name, Problems problems) {
        Optional<String> removed = Optional.ofNullable(REMOVED.get(ownPart(name)));
        removed.ifPresentOrElse(reason -> problems.removed(name, reason), () -> problems.unknown(name, advice(name)));
    }

    /**
     * An environment is shared: what Kubernetes, an operator or an image puts into it may begin like our options. So a
     * variable is an option misspelt if it was one once, is near to one, or begins with a word that one begins with; any
     * other is left alone and named in the log. In a file every unknown name is wrong.
     */
    private boolean isOfOthers(String name, Set<String> all) {
        String variable = name.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
        if (!all.contains(variable) || REMOVED.containsKey(ownPart(name))) {
            return false;
        }
        if (isKubernetesService(ownPart(variable), name)) {
            return true;
        }
        boolean misspelt = firstWords.contains(firstWord(ownPart(name)))
                || NearestName.of(name, known, names.prefix()).isPresent();
        if (!misspelt) {
            ReadingNotices.VARIABLE_LEFT_ALONE.warn(LOGGER, PrintableText.of(variable), names.page());
        }
        return !misspelt;
    }

    private boolean isKubernetesService(String ownPart, String name) {
        return SERVICE.matcher(ownPart).matches()
                || SERVICE_PORT.matcher(ownPart).matches() && holdsAnAddress(name);
    }

    private boolean holdsAnAddress(String name) {
        try {
            return source.apply(name).filter(SERVICE_ADDRESS.asMatchPredicate()).isPresent();
        } catch (NoSuchElementException | IllegalArgumentException e) {
            return false;
        }
    }

    private static String firstWord(String name) {
        return name.split("[^a-z0-9]", 2)[0];
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
