package dev.memphis.client;

import dev.memphis.client.http.CallException;
import dev.memphis.delivery.options.Credentials;
import dev.memphis.delivery.options.Secret;
import dev.memphis.delivery.protocol.Message;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** Reads a station through the gateway, as a consumer group of its own (contract, "Consume"). To be used by one thread. */
public final class StationReader implements AutoCloseable {
    private static final int BATCH = 100;
    private static final Duration WAIT = Duration.ofMillis(300);
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final Duration DAY = Duration.ofDays(1);

    private final GatewayApi gateway;
    private final Session session;
    private final String station;
    private final String group;

    private StationReader(GatewayApi gateway, Session session, String station, String group) {
        this.gateway = gateway;
        this.session = session;
        this.station = station;
        this.group = group;
    }

    /**
     * Logs in, for a day. To be done early, since a log-in that meets a produce may crash the real gateway.
     *
     * @throws CallException if the gateway does not answer or refuses the user
     */
    public static StationReader logIn(URI url, String username, String password, String station, String group)
            throws CallException, InterruptedException {
        GatewayApi gateway = new GatewayApi(url, TIMEOUT);
        try {
            Credentials credentials = new Credentials(username, new Secret(password), 1, DAY, DAY.multipliedBy(7));
            return new StationReader(gateway, gateway.logIn(credentials), station, group);
        } catch (CallException e) {
            gateway.close();
            String what = e.status() == 401
                    ? "The Memphis gateway at " + url + " refuses user " + username + " (401)"
                    : "No log-in at the Memphis gateway: " + e.getMessage();
            throw new CallException(what, e.status());
        } catch (InterruptedException | RuntimeException e) {
            gateway.close();
            throw e;
        }
    }

    /** Passes over what an earlier run left in the station. */
    public void skipWhatIsThere() throws CallException, InterruptedException {
        while (!read().isEmpty()) {
            // What was read is acknowledged, and not handed out again.
        }
    }

    /** Returns the texts of the next messages; none if none came for a moment. */
    public List<String> read() throws CallException, InterruptedException {
        return readMessages().stream().map(Message::text).toList();
    }

    /** Returns the next messages; none if none came for a moment. */
    public List<Message> readMessages() throws CallException, InterruptedException {
        return readMessages(BATCH, WAIT);
    }

    /** Returns the next messages as soon as so many are there, or those that came until the wait was over. */
    public List<Message> readMessages(int most, Duration wait) throws CallException, InterruptedException {
        try {
            return gateway.consume(session, station, group, most, wait);
        } catch (CallException e) {
            throw new CallException("Station " + station + " cannot be read: " + e.getMessage(), e.status());
        }
    }

    @Override
    public void close() {
        gateway.close();
    }
}
