package dev.memphis.delivery.options;

import java.time.Duration;
import java.util.Optional;

/**
 * Who logs in, and for how long. Immutable.
 *
 * @param username lower case (contract, "Authenticate and refresh")
 * @param password empty where a connection token stands for it
 * @param connectionToken for brokers in token mode only
 * @param tokenLifetime whole minutes
 * @param refreshTokenLifetime whole minutes, longer than the token's
 */
public record Credentials(
        String username,
        Secret password,
        Optional<Secret> connectionToken,
        int accountId,
        Duration tokenLifetime,
        Duration refreshTokenLifetime) {}
