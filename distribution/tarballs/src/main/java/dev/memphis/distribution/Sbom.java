package dev.memphis.distribution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A list of components with their licences, as CycloneDX writes it. Immutable. */
record Sbom(List<Component> components) {
    /**
     * A component.
     *
     * @param name group, artifact and version, with colons
     * @param licences identifiers of SPDX where there is one, else names; of several the user may choose one
     */
    record Component(String name, List<String> licences) {}

    static Sbom read(Path file) throws IOException {
        List<Component> components = new ArrayList<>();
        for (JsonNode component :
                JsonMapper.builder().build().readTree(file.toFile()).path("components")) {
            components.add(new Component(name(component), licences(component.path("licenses"))));
        }
        return new Sbom(List.copyOf(components));
    }

    private static String name(JsonNode component) {
        return component.path("group").asText() + ":" + component.path("name").asText() + ":"
                + component.path("version").asText();
    }

    private static List<String> licences(JsonNode choices) {
        List<String> licences = new ArrayList<>();
        for (JsonNode choice : choices) {
            JsonNode licence = choice.path("license");
            for (JsonNode words : List.of(licence.path("id"), licence.path("name"), choice.path("expression"))) {
                if (!words.isMissingNode()) {
                    licences.add(words.asText());
                    break;
                }
            }
        }
        return List.copyOf(licences);
    }
}
