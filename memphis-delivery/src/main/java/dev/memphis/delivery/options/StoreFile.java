package dev.memphis.delivery.options;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A trust store or key store on disk. Immutable.
 *
 * @param path the store; for PEM the certificate (chain)
 * @param key for a PEM client certificate, its private key
 */
public record StoreFile(Path path, Type type, Optional<Secret> password, Optional<Path> key) {
    /** The file formats that are read. */
    public enum Type {
        PEM,
        JKS,
        PKCS12
    }
}
