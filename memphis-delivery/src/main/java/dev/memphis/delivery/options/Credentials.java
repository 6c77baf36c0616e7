package dev.memphis.delivery.options;

import java.time.Duration;

/**
 * Who logs in, and for how long. Immutable.
 *
 * @param username lower case (contract, "Authenticate and refresh")
 * @param tokenLifetime whole minutes
 * @param refreshTokenLifetime whole minutes, longer than the token's
 */
public record Credentials(
        String username, Secret password, int accountId, Duration tokenLifetime, Duration refreshTokenLifetime) {}
