package dev.memphis.delivery.reading;

import dev.memphis.delivery.options.Secret;
import dev.memphis.delivery.options.StoreFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The options that together describe a trust store or a key store.
 *
 * @param key for the client's own certificate only
 */
record StoreOptions(
        Option<Path> path, Option<StoreFile.Type> type, Option<Secret> password, Optional<Option<Path>> key) {
    static final StoreOptions TRUST = new StoreOptions(
            Options.TRUST_STORE, Options.TRUST_STORE_TYPE, Options.TRUST_STORE_PASSWORD, Optional.empty());
    static final StoreOptions KEY = new StoreOptions(
            Options.KEY_STORE, Options.KEY_STORE_TYPE, Options.KEY_STORE_PASSWORD, Optional.of(Options.KEY_STORE_KEY));

    void check(Values values, Problems problems) {
        if (!values.given(path)) {
            uselessWithoutStore(values, problems);
            return;
        }
        Optional<StoreFile.Type> format = format(values);
        if (format.isPresent()) {
            int before = problems.count();
            checkCompanions(format.get(), values, problems);
            if (problems.count() == before) {
                checkContents(values, problems);
            }
        } else if (values.find(path).isPresent() && !values.given(type)) {
            problems.missing(
                    type,
                    "the format cannot be told from the store's name, so it must be "
                            + type.type().allowed());
        }
    }

    /** Returns the store, after {@link #check} found nothing. */
    Optional<StoreFile> build(Values values) {
        return values.find(path)
                .map(file -> new StoreFile(
                        file, format(values).orElseThrow(), values.find(password), key.flatMap(values::find)));
    }

    private void uselessWithoutStore(Values values, Problems problems) {
        for (Option<?> option : companions()) {
            if (values.given(option)) {
                problems.unusable(option, "has no effect without " + problems.name(path));
            }
        }
    }

    private void checkCompanions(StoreFile.Type format, Values values, Problems problems) {
        if (format == StoreFile.Type.PEM && values.given(password)) {
            problems.unusable(password, "has no effect: PEM files are read without a password");
        }
        if (format == StoreFile.Type.PEM && key.isPresent() && !values.given(key.get())) {
            problems.missing(key.get(), "a PEM certificate needs its private key");
        }
        if (format != StoreFile.Type.PEM && key.isPresent() && values.given(key.get())) {
            problems.unusable(key.get(), "has no effect: only PEM keeps the key in a file of its own");
        }
        if (format != StoreFile.Type.PEM && key.isPresent() && !values.given(password)) {
            problems.missing(password, "a key store of this format needs its password");
        }
    }

    private void checkContents(Values values, Problems problems) {
        build(values)
                .flatMap(store -> StoreContents.flaw(store, key.isPresent()))
                .ifPresent(flaw -> {
                    switch (flaw.part()) {
                        case FILE -> problems.conflict(path, values.get(path), flaw.rule());
                        case PASSWORD -> problems.unusable(password, flaw.rule());
                        case KEY -> problems.conflict(key.orElseThrow(), values.get(key.get()), flaw.rule());
                    }
                });
    }

    private List<Option<?>> companions() {
        return key.<List<Option<?>>>map(k -> List.of(type, password, k)).orElseGet(() -> List.of(type, password));
    }

    private Optional<StoreFile.Type> format(Values values) {
        return values.given(type)
                ? values.find(type)
                : values.find(path).flatMap(file -> fromName(file.toString().toLowerCase(Locale.ROOT)));
    }

    private static Optional<StoreFile.Type> fromName(String name) {
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "pem", "crt", "cer" -> Optional.of(StoreFile.Type.PEM);
            case "jks" -> Optional.of(StoreFile.Type.JKS);
            case "p12", "pfx" -> Optional.of(StoreFile.Type.PKCS12);
            default -> Optional.empty();
        };
    }
}
