package dev.memphis.delivery.reading;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComponentDescriptorTest {
    private static final List<Path> COPIES = List.of(
            Path.of("../docs/memphis-server-sink.json"),
            Path.of("../memphis-sink/src/main/resources/META-INF/memphis-server-sink.json"));

    @Test
    void copies_areWhatTheCatalogueSays() throws IOException {
        for (Path copy : COPIES) {
            if ("write".equals(System.getProperty("memphis.docs"))) {
                Files.writeString(copy, ComponentDescriptor.text());
            }
            assertThat(Files.readString(copy))
                    .as(copy + "; mvn -pl memphis-delivery test -Dtest=ComponentDescriptorTest -Dmemphis.docs=write")
                    .isEqualTo(ComponentDescriptor.text());
        }
    }

    @Test
    void everyOption_isDescribed_inAGroupThatThereIs() throws IOException {
        JsonNode descriptor = new JsonMapper().readTree(ComponentDescriptor.text());

        assertThat(descriptor.path("type").asText()).isEqualTo("server-sink");
        assertThat(descriptor.path("properties")).hasSize(Options.ALL.size());
        List<String> groups = descriptor.path("groups").findValuesAsText("name");
        assertThat(descriptor.path("properties"))
                .allSatisfy(property -> assertThat(groups)
                        .contains(property.path("display").path("group").asText()));
    }
}
