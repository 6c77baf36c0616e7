package dev.memphis.benchmark.connect;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkConnector;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;

/**
 * Posts each record and waits for its answer, as plain HTTP sinks for Kafka Connect do, and does nothing else: no log-in, no
 * retry, no proof. It stands in for them.
 */
public final class OneByOneSinkConnector extends SinkConnector {
    /** The option that says where to post. */
    static final String URL = "url";

    private static final String VERSION = "1";

    private Map<String, String> config = Map.of();

    @Override
    public String version() {
        return VERSION;
    }

    @Override
    public ConfigDef config() {
        return new ConfigDef().define(URL, ConfigDef.Type.STRING, ConfigDef.Importance.HIGH, "Where to post.");
    }

    @Override
    public void start(Map<String, String> given) {
        config = Map.copyOf(given);
    }

    @Override
    public Class<? extends Task> taskClass() {
        return OneByOneTask.class;
    }

    @Override
    public List<Map<String, String>> taskConfigs(int most) {
        return Collections.nCopies(most, config);
    }

    @Override
    public void stop() {
        // There is nothing to stop.
    }

    /** Its task. Confined to the thread that Connect gives it. */
    public static final class OneByOneTask extends SinkTask {
        @SuppressWarnings("NullAway.Init") // set by start()
        private HttpClient client;

        @SuppressWarnings("NullAway.Init") // set by start()
        private URI url;

        @Override
        public String version() {
            return VERSION;
        }

        @Override
        public void start(Map<String, String> given) {
            url = URI.create(given.get(URL));
            client =
                    HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        }

        /** @throws ConnectException if an event is not accepted */
        @Override
        public void put(Collection<SinkRecord> records) {
            for (SinkRecord record : records) {
                post((byte[]) record.value());
            }
        }

        private void post(byte[] body) {
            HttpRequest request = HttpRequest.newBuilder(url)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                    .build();
            try {
                int status = client.send(request, HttpResponse.BodyHandlers.discarding())
                        .statusCode();
                if (status != 200) {
                    throw new ConnectException("the gateway answered " + status);
                }
            } catch (IOException e) {
                throw new ConnectException("no answer from the gateway: " + e.getMessage(), e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ConnectException("interrupted while posting", e);
            }
        }

        @Override
        public void stop() {
            client.close();
        }
    }
}
