package dev.memphis.cli.check;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;

/** The check's findings for scripts. */
final class FindingsJson {
    private static final JsonMapper JSON = new JsonMapper();

    private FindingsJson() {}

    static String of(String config, int exitCode, List<Finding> findings) {
        ObjectNode document = JSON.createObjectNode()
                .put("config", config)
                .put("ok", exitCode == 0)
                .put("exit_code", exitCode);
        ArrayNode steps = document.putArray("steps");
        for (Finding finding : findings) {
            steps.addObject()
                    .put("step", finding.step())
                    .put("state", finding.state().name().toLowerCase(Locale.ROOT))
                    .put("text", finding.text())
                    .put("advice", finding.advice());
        }
        return document.toString();
    }
}
