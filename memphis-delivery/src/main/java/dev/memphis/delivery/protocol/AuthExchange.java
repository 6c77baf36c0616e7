package dev.memphis.delivery.protocol;

import dev.memphis.delivery.options.Credentials;
import java.util.function.Consumer;

/** The two calls that hand out tokens, as the gateway room makes them. The answer comes on the caller's loop. */
public interface AuthExchange {
    /** Logs in with user and password (contract, "Authenticate and refresh"). */
    void logIn(Credentials credentials, Consumer<AuthAnswer> done);

    /** Trades a refresh token for a new pair (contract, "Authenticate and refresh"). */
    void refresh(Token refreshToken, Credentials credentials, Consumer<AuthAnswer> done);
}
