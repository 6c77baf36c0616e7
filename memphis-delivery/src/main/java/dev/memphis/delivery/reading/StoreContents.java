package dev.memphis.delivery.reading;

import dev.memphis.delivery.options.PrintableText;
import dev.memphis.delivery.options.StoreFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.UnrecoverableKeyException;
import java.security.cert.CertificateFactory;
import java.util.Collections;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Opens the certificates and keys of a configuration, so that what is wrong with them is told at the start and not as
 * an outage that nobody ends. Stateless.
 */
final class StoreContents {
    /** Which of the store's options is wrong. */
    enum Part {
        FILE,
        PASSWORD,
        KEY
    }

    /**
     * What is wrong.
     *
     * @param rule the sentence behind the option's name and value
     */
    record Flaw(Part part, String rule) {}

    private static final Pattern PRIVATE_KEY = Pattern.compile("-----BEGIN ((?:RSA |EC )?PRIVATE KEY)-----");
    private static final Pattern ENCRYPTED_KEY =
            Pattern.compile("-----BEGIN ENCRYPTED PRIVATE KEY-----|^Proc-Type: 4,ENCRYPTED", Pattern.MULTILINE);

    private StoreContents() {}

    /**
     * Looks into a store.
     *
     * @param own whether it must hold a certificate of our own with its private key, and not certificates to trust
     */
    static Optional<Flaw> flaw(StoreFile store, boolean own) {
        try {
            return store.type() == StoreFile.Type.PEM ? pem(store, own) : keyStore(store, own);
        } catch (IOException e) {
            return file("cannot be read: " + PrintableText.of(String.valueOf(e.getMessage())));
        }
    }

    private static Optional<Flaw> pem(StoreFile store, boolean own) throws IOException {
        if (!hasCertificate(store.path())) {
            return file("there is no certificate in this file; PEM is expected (-----BEGIN CERTIFICATE-----)");
        }
        return own && store.key().isPresent() ? pemKey(store.key().get()) : Optional.empty();
    }

    private static boolean hasCertificate(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            return !CertificateFactory.getInstance("X.509")
                    .generateCertificates(in)
                    .isEmpty();
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static Optional<Flaw> pemKey(Path path) throws IOException {
        String text = Files.readString(path, StandardCharsets.ISO_8859_1);
        if (ENCRYPTED_KEY.matcher(text).find()) {
            return key("this private key is encrypted, and PEM keys are read without a password: decrypt it, or put"
                    + " certificate and key into a PKCS12 store");
        }
        return PRIVATE_KEY.matcher(text).find()
                ? Optional.empty()
                : key("there is no private key in this file; PEM is expected (-----BEGIN PRIVATE KEY-----)");
    }

    private static Optional<Flaw> keyStore(StoreFile store, boolean own) throws IOException {
        char @Nullable [] password =
                store.password().map(secret -> secret.reveal().toCharArray()).orElse(null);
        try {
            KeyStore opened = KeyStore.getInstance(store.type().name());
            try (InputStream in = Files.newInputStream(store.path())) {
                opened.load(in, password);
            }
            return own ? ownKey(opened, store, password) : trusted(opened, store);
        } catch (UnrecoverableKeyException e) {
            return password("does not open the private key in " + store.path());
        } catch (GeneralSecurityException e) {
            return file("is no " + store.type() + " store that can be read: " + e.getMessage());
        } catch (IOException e) {
            return e.getCause() instanceof UnrecoverableKeyException
                    ? password("does not open " + store.path())
                    : file("is no " + store.type() + " store");
        }
    }

    private static Optional<Flaw> trusted(KeyStore opened, StoreFile store) throws GeneralSecurityException {
        for (String alias : Collections.list(opened.aliases())) {
            if (opened.getCertificate(alias) != null) {
                return Optional.empty();
            }
        }
        // A PKCS12 store that is opened without a password keeps its certificates to itself.
        return store.password().isEmpty()
                ? password("is needed: without it there is no certificate to be seen in " + store.path())
                : file("there is no certificate in this store");
    }

    private static Optional<Flaw> ownKey(KeyStore opened, StoreFile store, char @Nullable [] password)
            throws GeneralSecurityException {
        for (String alias : Collections.list(opened.aliases())) {
            if (opened.isKeyEntry(alias)) {
                opened.getKey(alias, password);
                return Optional.empty();
            }
        }
        return file("there is no private key in this store");
    }

    private static Optional<Flaw> file(String rule) {
        return Optional.of(new Flaw(Part.FILE, rule));
    }

    private static Optional<Flaw> password(String rule) {
        return Optional.of(new Flaw(Part.PASSWORD, rule));
    }

    private static Optional<Flaw> key(String rule) {
        return Optional.of(new Flaw(Part.KEY, rule));
    }
}
