package dev.memphis.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Test data with a JSON object in each line. */
public final class JsonLines {
    private static final JsonMapper JSON = new JsonMapper();

    private JsonLines() {}

    public static List<JsonNode> read(String resource) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        try (InputStream in = Objects.requireNonNull(JsonLines.class.getResourceAsStream(resource));
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(JSON.readTree(line));
            }
        }
        return lines;
    }
}
