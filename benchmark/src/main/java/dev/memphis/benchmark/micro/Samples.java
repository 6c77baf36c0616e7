package dev.memphis.benchmark.micro;

import java.nio.charset.StandardCharsets;

/** Events as a stock server makes them, of a table like the benchmark's. Stateless. */
public final class Samples {
    private static final String ROW = "{\"id\":%d,\"marker\":\"one-event-of-the-benchmark-at:0000000000000000\","
            + "\"customer\":\"Customer 42\",\"quantity\":42,\"paid\":true,\"ordered\":1767225642000000,"
            + "\"note\":\"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\"}";
    private static final String ENVELOPE = "{\"before\":null,\"after\":" + ROW
            + ",\"source\":{\"version\":\"3.6.0.Final\",\"connector\":\"postgresql\",\"name\":\"bench\","
            + "\"ts_ms\":1795553212123,\"snapshot\":\"true\",\"db\":\"benchmark\",\"sequence\":\"[null,\\\"26747528\\\"]\","
            + "\"ts_us\":1795553212123456,\"ts_ns\":1795553212123456000,\"schema\":\"public\",\"table\":\"snapshot_rows\","
            + "\"txId\":742,\"lsn\":26747528,\"xmin\":null},\"transaction\":null,\"op\":\"r\",\"ts_ms\":1795553212345,"
            + "\"ts_us\":1795553212345678,\"ts_ns\":1795553212345678901}";
    private static final String FIELD = "{\"type\":\"string\",\"optional\":true,\"field\":\"column_%d\"}";

    private Samples() {}

    /** Returns a row alone: what a batch keeps. */
    public static byte[] flat(int id) {
        return bytes(ROW.formatted(id));
    }

    /** Returns an envelope: its ts_ns is not kept by a batch. */
    static byte[] envelope(int id) {
        return bytes(ENVELOPE.formatted(id));
    }

    /** Returns an envelope with a schema before it, some 3 kB. */
    static byte[] schema(int id) {
        StringBuilder fields = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            fields.append(i == 0 ? "" : ",").append(FIELD.formatted(i));
        }
        return bytes("{\"schema\":{\"type\":\"struct\",\"fields\":[" + fields
                + "],\"optional\":false,\"name\":\"bench\"}," + "\"payload\":" + ENVELOPE.formatted(id) + "}");
    }

    private static byte[] bytes(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }
}
