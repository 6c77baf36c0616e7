package dev.memphis.cli.tail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memphis.cli.Screen;
import dev.memphis.delivery.protocol.Message;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

class ChangeLineTest {
    private static final Screen SCREEN = new Screen(new CommandLine(CommandSpec.create()));
    private static final String SOURCE = "\"source\":{\"db\":\"shop\",\"ts_ms\":0,";

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "{\"schema\":{},\"payload\":null}"})
    void messageWithoutAValue_isADeletionOfItsKey(String text) {
        assertThat(line(text, Map.of("Record-Key", "{\"id\":7}"))).isEqualTo("delete   key {\"id\":7}");
        assertThat(line(text, Map.of())).isEqualTo("delete   (no value, and no header Record-Key)");
    }

    @Test
    void keyHeaderOfTheConfiguration_isFoundHoweverTheGatewayWritesItAndReadable() {
        Message message = new Message("", Map.of("Row-Key", "{\"id\":\"k%C5%AF%C5%88+%1B[2J\"}"));

        assertThat(ChangeLine.of(message, "row-key", SCREEN)).isEqualTo("delete   key {\"id\":\"kůň+\\u001b[2J\"}");
        assertThat(ChangeLine.of(message, "Other-Key", SCREEN))
                .isEqualTo("delete   (no value, and no header Other-Key)");
        assertThat(ChangeLine.of(new Message("", Map.of("Row-Key", "100%")), "Row-Key", SCREEN))
                .isEqualTo("delete   key 100%");
    }

    @Test
    void logicalMessage_isShownAsOne() {
        assertThat(line(
                        "{" + SOURCE + "\"schema\":\"\",\"table\":\"\"},\"op\":\"m\","
                                + "\"message\":{\"prefix\":\"audit\",\"content\":\"aGk=\"}}",
                        Map.of()))
                .isEqualTo("1970-01-01T00:00:00Z message  shop {\"prefix\":\"audit\",\"content\":\"aGk=\"}");
    }

    @Test
    void rewrittenDeletion_isADelete() {
        assertThat(line("{\"id\":7,\"__deleted\":\"true\"}", Map.of()))
                .isEqualTo("delete   {\"id\":7,\"__deleted\":\"true\"}");
        assertThat(line("{\"id\":7,\"__deleted\":\"false\"}", Map.of()))
                .isEqualTo("{\"id\":7,\"__deleted\":\"false\"}");
    }

    @Test
    void truncate_isTheTableAlone() {
        assertThat(line("{\"before\":null,\"after\":null," + SOURCE + "\"table\":\"item\"},\"op\":\"t\"}", Map.of()))
                .isEqualTo("1970-01-01T00:00:00Z truncate shop.item");
    }

    @Test
    void documentOfMongoDb_isReadableJson() {
        String after = "\"{\\\"_id\\\": {\\\"$numberLong\\\": \\\"7\\\"}}\"";

        assertThat(line(
                        "{\"before\":null,\"after\":" + after + "," + SOURCE
                                + "\"collection\":\"orders\"},\"op\":\"c\"}",
                        Map.of()))
                .isEqualTo("1970-01-01T00:00:00Z insert   shop.orders {\"_id\": {\"$numberLong\": \"7\"}}");
    }

    @Test
    void keyWithItsSchema_isTheKeyAlone() {
        String key =
                "{\"schema\":{\"type\":\"struct\",\"fields\":[]},\"payload\":{\"id\":9007199254740993,\"x\":1.10}}";

        assertThat(line("null", Map.of("Record-Key", key)))
                .isEqualTo("delete   key {\"id\":9007199254740993,\"x\":1.10}");
    }

    @Test
    void binaryKey_isItsBase64() {
        assertThat(line("", Map.of("Record-Key", "base64:AAAAAAEG"))).isEqualTo("delete   key base64:AAAAAAEG");
    }

    @Test
    void deletionWithoutItsDocument_isToldByItsKey() {
        Map<String, String> key = Map.of("Record-Key", "{\"id\":\"{\\\"$oid\\\": \\\"65e0\\\"}\"}");
        String deletion = "{\"before\":null,\"after\":null," + SOURCE + "\"collection\":\"orders\"},\"op\":\"d\"}";

        assertThat(line(deletion, key))
                .isEqualTo("1970-01-01T00:00:00Z delete   shop.orders key {\"id\":\"{\\\"$oid\\\": \\\"65e0\\\"}\"}");
        assertThat(line(deletion, Map.of())).isEqualTo("1970-01-01T00:00:00Z delete   shop.orders");
        assertThat(line("{\"__deleted\":true,\"__op\":\"d\"}", Map.of("Record-Key", "{\"id\":\"65e0\"}")))
                .isEqualTo("delete   {\"__deleted\":true,\"__op\":\"d\"} key {\"id\":\"65e0\"}");
    }

    @Test
    void changeWithItsRow_isShownWithoutTheKeyHeader() {
        Map<String, String> key = Map.of("Record-Key", "{\"id\":7}");

        assertThat(line("{\"before\":null,\"after\":{\"id\":7}," + SOURCE + "\"table\":\"item\"},\"op\":\"c\"}", key))
                .isEqualTo("1970-01-01T00:00:00Z insert   shop.item {\"id\":7}");
        assertThat(line("{\"id\":7,\"__deleted\":\"true\"}", key))
                .isEqualTo("delete   {\"id\":7,\"__deleted\":\"true\"}");
    }

    @Test
    void updateOfADocument_showsWhatChanged() {
        String was = "\"{\\\"_id\\\": 7, \\\"status\\\": \\\"NEW\\\"}\"";
        String is = "\"{\\\"_id\\\": 7, \\\"status\\\": \\\"SHIPPED\\\"}\"";
        String rest = SOURCE + "\"collection\":\"orders\"},\"op\":\"u\"";

        assertThat(line("{\"before\":" + was + ",\"after\":" + is + "," + rest + "}", Map.of()))
                .isEqualTo("1970-01-01T00:00:00Z update   shop.orders {\"_id\":7,\"status\":\"NEW\" → \"SHIPPED\"}");
        assertThat(line("{\"before\":\"{NaN\",\"after\":" + is + "," + rest + "}", Map.of()))
                .isEqualTo("1970-01-01T00:00:00Z update   shop.orders {\"_id\": 7, \"status\": \"SHIPPED\"}");
        assertThat(line(
                        "{\"before\":null,\"after\":null," + rest
                                + ",\"updateDescription\":{\"removedFields\":[\"note\"],\"truncatedArrays\":null,"
                                + "\"updatedFields\":\"{\\\"status\\\": \\\"SHIPPED\\\"}\"}}",
                        Map.of("Record-Key", "{\"id\":\"7\"}")))
                .isEqualTo("1970-01-01T00:00:00Z update   shop.orders sets {\"status\": \"SHIPPED\"}"
                        + " removes [\"note\"] key {\"id\":\"7\"}");
    }

    @Test
    void flattenedRowWithAColumnCalledOp_isARow() {
        assertThat(line("{\"id\":7,\"op\":\"c\"}", Map.of())).isEqualTo("{\"id\":7,\"op\":\"c\"}");
        assertThat(line("{\"id\":7,\"op\":\"c\",\"__deleted\":\"true\"}", Map.of()))
                .isEqualTo("delete   {\"id\":7,\"op\":\"c\",\"__deleted\":\"true\"}");
    }

    private static final String CLOUD =
            "{\"id\":\"1\",\"source\":\"/debezium/postgresql/todo\",\"specversion\":\"1.0\","
                    + "\"type\":\"io.debezium.connector.postgresql.DataChangeEvent\",\"time\":\"1970-01-01T00:00:01.000Z\",";
    private static final String OF_ITEM = CLOUD + "\"datacontenttype\":\"application/json\",\"iodebeziumdb\":\"shop\","
            + "\"iodebeziumschema\":\"public\",\"iodebeziumtable\":\"item\",\"iodebeziumtsms\":\"7\",\"iodebeziumop\":";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "c | {'before':null,'after':{'id':7}}          | insert   public.item {'id':7}",
                "r | {'before':null,'after':{'id':7}}          | snapshot public.item {'id':7}",
                "u | {'before':{'id':7,'n':1},'after':{'id':7,'n':2}} | update   public.item {'id':7,'n':1 → 2}",
                "d | {'before':{'id':7},'after':null}          | delete   public.item {'id':7}",
                "d | {'before':null,'after':null}              | delete   public.item key {'id':7}",
                "t | {'before':null,'after':null}              | truncate public.item",
                "c | {'schema':{},'payload':{'before':null,'after':{'id':7}}} | insert   public.item {'id':7}",
                "u | {'id':7,'__deleted':'false'}              | update   public.item {'id':7,'__deleted':'false'}",
                "d | {'id':7,'__deleted':'true'}               | delete   public.item {'id':7,'__deleted':'true'}",
                "c | {'before':null,'after':'{\\'_id\\':7}'}   | insert   public.item {'_id':7}"
            })
    void cloudEvent_isReadForTheChangeThatItIs(String operation, String data, String line) {
        String event = OF_ITEM + "'" + operation + "','data':" + data + "}";

        assertThat(line(event.replace('\'', '"'), Map.of("Record-Key", "{\"id\":7}")))
                .isEqualTo("1970-01-01T00:00:00.007Z " + line.replace('\'', '"'));
        assertThat(line(
                        ("{'schema':{'type':'struct'},'payload':" + event + "}").replace('\'', '"'),
                        Map.of("Record-Key", "{\"id\":7}")))
                .isEqualTo("1970-01-01T00:00:00.007Z " + line.replace('\'', '"'));
    }

    @Test
    void cloudEventWithItsRowInAvro_tellsTheFormatAndTheKey() {
        String event = OF_ITEM.replace("application/json", "application/avro") + "\"c\",\"data\":\"AAAAAAIG\"}";

        assertThat(line(event, Map.of("Record-Key", "{\"id\":7}")))
                .isEqualTo("1970-01-01T00:00:00.007Z insert   public.item (row in application/avro) key {\"id\":7}");
    }

    /** With extension.attributes.enable=false. */
    @Test
    void cloudEventWithoutDebeziumsAttributes_tellsADeletionAndWhatItHolds() {
        assertThat(line(CLOUD + "\"data\":{\"before\":{\"id\":7},\"after\":null}}", Map.of()))
                .isEqualTo("1970-01-01T00:00:01Z delete   ? {\"id\":7}");
        assertThat(line(CLOUD + "\"data\":{\"before\":null,\"after\":{\"id\":7}}}", Map.of()))
                .isEqualTo("1970-01-01T00:00:01Z change   ? {\"id\":7}");
        assertThat(line(CLOUD + "\"data\":{\"id\":7,\"__deleted\":\"true\"}}", Map.of()))
                .isEqualTo("1970-01-01T00:00:01Z delete   ? {\"id\":7,\"__deleted\":\"true\"}");
    }

    @Test
    void cloudEventOfAnotherProducer_staysAsItIs() {
        String event = "{\"specversion\":\"1.0\",\"type\":\"com.example.order\",\"data\":{\"id\":7}}";

        assertThat(line(event, Map.of())).isEqualTo(event);
    }

    @Test
    void truncate_hasNoKey() {
        assertThat(line(
                        "{\"before\":null,\"after\":null," + SOURCE + "\"table\":\"item\"},\"op\":\"t\"}",
                        Map.of("Record-Key", "null")))
                .isEqualTo("1970-01-01T00:00:00Z truncate shop.item");
    }

    private static String line(String text, Map<String, String> headers) {
        return ChangeLine.of(new Message(text, headers), "Record-Key", SCREEN);
    }
}
