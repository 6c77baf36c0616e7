package dev.memphis.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/** Makes certificates, keys and stores of every kind in a folder, with the JDK's keytool. */
public record Certificates(Path folder) {
    public static final String PASSWORD = "store-password";

    /**
     * Makes a key pair for {@code localhost}: {@code NAME.p12} with it, {@code NAME.pem} and {@code NAME-key.pem}, and stores
     * that trust it, {@code trust-NAME.p12} and {@code .jks}. What was there under these names is overwritten.
     */
    public void make(String name) throws IOException, GeneralSecurityException, InterruptedException {
        for (String file : List.of(name + ".p12", "trust-" + name + ".p12", "trust-" + name + ".jks", name + ".jks")) {
            Files.deleteIfExists(folder.resolve(file));
        }
        keytool("-genkeypair -alias a -keyalg EC -dname CN=" + name
                + " -ext san=dns:localhost -validity 30 -storetype PKCS12 -keystore " + name + ".p12");
        keytool("-exportcert -rfc -alias a -keystore " + name + ".p12 -file " + name + ".pem");
        for (String type : List.of("p12 PKCS12", "jks JKS")) {
            String[] parts = type.split(" ");
            keytool("-importcert -noprompt -alias a -storetype " + parts[1] + " -file " + name + ".pem -keystore trust-"
                    + name + "." + parts[0]);
        }
        keytool("-importkeystore -srckeystore " + name + ".p12 -srcstorepass " + PASSWORD
                + " -deststoretype JKS -destkeystore " + name + ".jks -deststorepass " + PASSWORD);
        byte[] key = store(name + ".p12").getKey("a", PASSWORD.toCharArray()).getEncoded();
        Files.writeString(
                folder.resolve(name + "-key.pem"),
                "-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key)
                        + "\n-----END PRIVATE KEY-----\n");
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
