package dev.memphis.connect.it;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A table of a few rows that change all the time and is emptied now and then, as Debezium's envelopes in one partition. */
final class Truncated {
    private static final int ROWS = 50;
    private static final int CHANGES = 300;
    private static final String IMAGE =
            "{\"type\":\"struct\",\"optional\":true,\"field\":\"%s\",\"fields\":[{\"type\":\"int32\",\"field\":\"n\"}]}";
    private static final String SCHEMA = "{\"type\":\"struct\",\"name\":\"shop.Envelope\",\"fields\":["
            + IMAGE.formatted("before") + "," + IMAGE.formatted("after")
            + ",{\"type\":\"struct\",\"field\":\"source\",\"fields\":[{\"type\":\"string\",\"field\":\"table\"}]}"
            + ",{\"type\":\"string\",\"field\":\"op\"}]}";
    private static final Pattern NUMBER = Pattern.compile("\"n\":(\\d+)");

    private final boolean schemas;

    /** @param schemas whether JsonConverter's values carry their schemas */
    Truncated(boolean schemas) {
        this.schemas = schemas;
    }

    /** Sends changes, and truncates between them; returns how many records. */
    int send(KafkaProducer<byte[], byte[]> producer, String topic, int truncates) {
        for (int n = 0; n < (truncates + 1) * CHANGES; n++) {
            if (n > 0 && n % CHANGES == 0) {
                producer.send(new ProducerRecord<>(topic, null, value("null", "t")));
            }
            String key = schemas ? "{\"schema\":{\"type\":\"int32\"},\"payload\":" + n % ROWS + "}" : "" + n % ROWS;
            producer.send(new ProducerRecord<>(topic, bytes(key), value("{\"n\":" + n + "}", "u")));
        }
        producer.flush();
        return (truncates + 1) * CHANGES + truncates;
    }

    private byte[] value(String after, String op) {
        String payload =
                "{\"before\":null,\"after\":" + after + ",\"source\":{\"table\":\"rows\"},\"op\":\"" + op + "\"}";
        return bytes(schemas ? "{\"schema\":" + SCHEMA + ",\"payload\":" + payload + "}" : payload);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Returns what stands on the wrong side of a truncate, in words. */
    static List<String> misplaced(List<String> station) {
        List<String> misplaced = new ArrayList<>();
        int truncates = 0;
        for (String message : station) {
            if (message.contains("\"op\":\"t\"")) {
                truncates++;
            } else {
                Matcher number = NUMBER.matcher(message);
                int before = number.find() ? Integer.parseInt(number.group(1)) / CHANGES : -1;
                if (before != truncates) {
                    misplaced.add(message + " behind " + truncates + " truncates");
                }
            }
        }
        return misplaced;
    }
}
