package dev.memphis.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Makes certificates, keys and stores of every kind in a folder, with the JDK's keytool. */
public record Certificates(Path folder) {
    public static final String PASSWORD = "store-password";

    private static final String ALIAS = "a";
    private static final Map<String, Map<String, byte[]>> MADE = new ConcurrentHashMap<>();

    /**
     * Makes a key pair for {@code localhost}: {@code NAME.p12} with it, {@code NAME.pem} and {@code NAME-key.pem}, and stores
     * that trust it, {@code trust-NAME.p12} and {@code .jks}. What was there under these names is overwritten.
     */
    public void make(String name) throws IOException, GeneralSecurityException, InterruptedException {
        Files.deleteIfExists(folder.resolve(name + ".p12"));
        keytool("-genkeypair -alias a -keyalg EC -dname CN=" + name
                + " -ext san=dns:localhost -validity 30 -storetype PKCS12 -keystore " + name + ".p12");
        // The rest is copied in this process: each keytool is a Java machine of its own.
        KeyStore own = store(name + ".p12");
        Certificate certificate = own.getCertificate(ALIAS);
        Key key = own.getKey(ALIAS, PASSWORD.toCharArray());
        for (String type : List.of("PKCS12", "JKS")) {
            KeyStore trust = empty(type);
            trust.setCertificateEntry(ALIAS, certificate);
            write(trust, "trust-" + name + (type.equals("JKS") ? ".jks" : ".p12"));
        }
        KeyStore jks = empty("JKS");
        jks.setKeyEntry(ALIAS, key, PASSWORD.toCharArray(), own.getCertificateChain(ALIAS));
        write(jks, name + ".jks");
        pem(name + ".pem", "CERTIFICATE", certificate.getEncoded());
        pem(name + "-key.pem", "PRIVATE KEY", key.getEncoded());
    }

    /** As {@link #make}, but of a key pair that is made once in this process: for tests to which any will do. */
    public void copy(String name) throws IOException, GeneralSecurityException, InterruptedException {
        Map<String, byte[]> made = MADE.get(name);
        if (made == null) {
            make(name);
            MADE.put(name, files());
        } else {
            for (Map.Entry<String, byte[]> file : made.entrySet()) {
                Files.write(folder.resolve(file.getKey()), file.getValue());
            }
        }
    }

    private Map<String, byte[]> files() throws IOException {
        Map<String, byte[]> files = new HashMap<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, Files::isRegularFile)) {
            for (Path file : all) {
                files.put(file.getFileName().toString(), Files.readAllBytes(file));
            }
        }
        return files;
    }

    private static KeyStore empty(String type) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(type);
        store.load(null, null);
        return store;
    }

    private void write(KeyStore store, String name) throws IOException, GeneralSecurityException {
        try (OutputStream out = Files.newOutputStream(folder.resolve(name))) {
            store.store(out, PASSWORD.toCharArray());
        }
    }

    private void pem(String name, String what, byte[] encoded) throws IOException {
        Files.writeString(
                folder.resolve(name),
                "-----BEGIN " + what + "-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded)
                        + "\n-----END " + what + "-----\n");
    }

    /** Opens a PKCS12 store of the folder. */
    public KeyStore store(String name) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(folder.resolve(name))) {
            store.load(in, PASSWORD.toCharArray());
        }
        return store;
    }

    private void keytool(String arguments) throws IOException, InterruptedException {
        String tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        List<String> command = Stream.concat(
                        Stream.of(tool, "-storepass", PASSWORD), Stream.of(arguments.split(" ", -1)))
                .toList();
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor()).as(arguments).isZero();
    }
}
