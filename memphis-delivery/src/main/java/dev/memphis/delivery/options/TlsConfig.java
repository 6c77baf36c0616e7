package dev.memphis.delivery.options;

import java.util.Optional;

/**
 * Transport security for https URLs. Immutable.
 *
 * @param trustStore whom to trust; empty means the system's certificates
 * @param keyStore the client's own certificate, where the gateway's front wants one
 * @param verifyHost whether the certificate must name the host
 */
public record TlsConfig(Optional<StoreFile> trustStore, Optional<StoreFile> keyStore, boolean verifyHost) {}
