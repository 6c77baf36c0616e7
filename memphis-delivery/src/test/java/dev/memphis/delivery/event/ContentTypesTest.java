package dev.memphis.delivery.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContentTypesTest {
    @ParameterizedTest
    @CsvSource({
        "json, application/json",
        "JsonByteArray, application/json",
        "cloudevents, application/json",
        "protobuf, application/x-protobuf",
        "avro, text/plain",
        "simplestring, text/plain",
        "binary, text/plain"
    })
    void format_hasAContentTypeThatTheGatewayStoresUnchanged(String format, String contentType) {
        assertThat(ContentTypes.of(format)).isEqualTo(contentType);
    }
}
