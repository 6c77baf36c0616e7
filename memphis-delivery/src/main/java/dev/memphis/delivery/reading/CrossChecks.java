package dev.memphis.delivery.reading;

import dev.memphis.delivery.options.BatchMode;
import dev.memphis.delivery.options.PoisonPolicy;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Rules that look at more than one option. A rule is silent where one of its values could not be read. */
final class CrossChecks {
    private static final List<Option<?>> TLS_OPTIONS =
            Options.ALL.stream().filter(o -> o.group() == Option.Group.TLS).toList();

    private final Values values;
    private final Problems problems;

    CrossChecks(Values values, Problems problems) {
        this.values = values;
        this.problems = problems;
    }

    void run() {
        password();
        atMostOneOf(Options.PASSWORD, Options.PASSWORD_FILE);
        less(Options.TOKEN_EXPIRY, Options.REFRESH_TOKEN_EXPIRY);
        atMost(Options.REQUEST_TIMEOUT, Options.FIRST_USE_TIMEOUT);
        atMost(Options.BATCH_MAX_BYTES, Options.MAX_IN_FLIGHT_BYTES);
        atMost(Options.EVENT_MAX_BYTES, Options.MAX_IN_FLIGHT_BYTES);
        atMost(Options.RETRY_BACKOFF_INITIAL, Options.RETRY_BACKOFF_MAX);
        rounding();
        stations();
        headers();
        deadLetters();
        deadLetterFile();
        tls();
        proxy();
    }

    private void password() {
        if (!values.given(Options.PASSWORD) && !values.given(Options.PASSWORD_FILE)) {
            problems.missing(Options.PASSWORD, "give the password here, or its file in " + name(Options.PASSWORD_FILE));
        }
    }

    /** Whoever names the fields counts on the others' being kept. */
    private void rounding() {
        if (values.find(Options.BATCH_MODE).filter(BatchMode.ALWAYS::equals).isPresent()) {
            useless(
                    Options.BATCH_ROUNDED_FIELDS,
                    "has no effect beside " + name(Options.BATCH_MODE)
                            + "=always, which rounds every number: leave out one of the two");
        }
    }

    private void stations() {
        if (values.given(Options.STATION)) {
            useless(
                    Options.STATION_PREFIX,
                    "has no effect beside " + name(Options.STATION) + ": leave out one of the two");
        }
        different(Options.RECEIPT_STATION, Options.STATION);
        different(Options.DEAD_LETTER_STATION, Options.STATION);
        different(Options.DEAD_LETTER_STATION, Options.RECEIPT_STATION);
    }

    private void headers() {
        different(Options.EVENT_ID_HEADER, Options.KEY_HEADER);
    }

    private void deadLetters() {
        boolean wanted = values.find(Options.POISON_POLICY).orElse(PoisonPolicy.STOP) == PoisonPolicy.DEAD_LETTER;
        if (wanted && !values.given(Options.DEAD_LETTER_STATION) && !values.given(Options.DEAD_LETTER_FILE)) {
            problems.conflict(
                    Options.POISON_POLICY,
                    "dead-letter",
                    "needs " + name(Options.DEAD_LETTER_STATION) + " or " + name(Options.DEAD_LETTER_FILE));
        }
    }

    private void deadLetterFile() {
        if (!values.given(Options.DEAD_LETTER_FILE)) {
            useless(Options.DEAD_LETTER_FILE_MAX_BYTES, "has no effect without " + name(Options.DEAD_LETTER_FILE));
        }
    }

    private void tls() {
        Set<String> schemes = values.find(Options.URL).stream()
                .flatMap(List::stream)
                .map(URI::getScheme)
                .collect(Collectors.toSet());
        if (schemes.size() > 1) {
            problems.conflict(
                    Options.URL,
                    values.text(Options.URL),
                    "must be https:// throughout or http:// throughout: else password and events would go unencrypted"
                            + " as soon as the https gateway is away");
        }
        boolean plainOnly = schemes.equals(Set.of("http"));
        if (plainOnly) {
            TLS_OPTIONS.forEach(
                    o -> useless(o, "has no effect: no URL in " + name(Options.URL) + " starts with https://"));
            return;
        }
        StoreOptions.TRUST.check(values, problems);
        StoreOptions.KEY.check(values, problems);
    }

    private void proxy() {
        if (!values.given(Options.PROXY_URL)) {
            for (Option<?> option :
                    List.of(Options.PROXY_USERNAME, Options.PROXY_PASSWORD, Options.PROXY_PASSWORD_FILE)) {
                useless(option, "has no effect without " + name(Options.PROXY_URL));
            }
            return;
        }
        atMostOneOf(Options.PROXY_PASSWORD, Options.PROXY_PASSWORD_FILE);
        boolean passwordGiven = values.given(Options.PROXY_PASSWORD) || values.given(Options.PROXY_PASSWORD_FILE);
        if (passwordGiven != values.given(Options.PROXY_USERNAME)) {
            Option<?> missing = passwordGiven ? Options.PROXY_USERNAME : Options.PROXY_PASSWORD;
            problems.missing(missing, "the proxy's user name and password go together");
        }
    }

    private <T extends Comparable<T>> void less(Option<T> smaller, Option<T> larger) {
        compare(smaller, larger, -1, "must be less than ");
    }

    private <T extends Comparable<T>> void atMost(Option<T> smaller, Option<T> larger) {
        compare(smaller, larger, 0, "must be at most ");
    }

    private <T extends Comparable<T>> void compare(Option<T> smaller, Option<T> larger, int most, String rule) {
        Optional<T> low = values.find(smaller);
        Optional<T> high = values.find(larger);
        if (low.isPresent() && high.isPresent() && low.get().compareTo(high.get()) > most) {
            problems.conflict(smaller, values.text(smaller), rule + name(larger) + '=' + values.text(larger));
        }
    }

    private void different(Option<String> one, Option<String> other) {
        Optional<String> a = values.find(one);
        Optional<String> b = values.find(other);
        if (a.isPresent() && b.isPresent() && lower(a.get()).equals(lower(b.get()))) {
            problems.conflict(one, a.get(), "must differ from " + name(other));
        }
    }

    private void atMostOneOf(Option<?> one, Option<?> other) {
        if (values.given(one) && values.given(other)) {
            problems.unusable(one, "and " + name(other) + " are both given: leave out one of the two");
        }
    }

    private void useless(Option<?> option, String why) {
        if (values.given(option)) {
            problems.unusable(option, why);
        }
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private String name(Option<?> option) {
        return problems.name(option);
    }
}
