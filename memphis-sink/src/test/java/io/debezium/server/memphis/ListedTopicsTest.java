package io.debezium.server.memphis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memphis.delivery.options.MemphisConfig;
import dev.memphis.delivery.options.OptionNames;
import dev.memphis.delivery.reading.ConfigReader;
import dev.memphis.delivery.reading.ConfigurationException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListedTopicsTest {
    private static final String LIST = "debezium.source.table.include.list";

    private final Map<String, String> properties = new HashMap<>(Map.of(
            "debezium.sink.memphis.url", "http://localhost:4444",
            "debezium.sink.memphis.username", "cdc",
            "debezium.sink.memphis.password", "Cdc-Pass1!",
            "debezium.source.connector.class", "io.debezium.connector.postgresql.PostgresConnector",
            "debezium.source.topic.prefix", "shop"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "public.orders,public.items | shop.public.orders shop.public.items",
                "public\\.orders            | shop.public.orders",
                "public.a\\$b               | shop.public.a_b",
                "public.ORDERS,Public.orders| shop.public.ORDERS",
                "public.o.*,public.[ab]     | ''",
                "orders                     | ''",
                "public.\\d                 | ''"
            })
    void plainEntries_areTopics(String list, String topics) {
        properties.put(LIST, list);

        assertThat(String.join(" ", ListedTopics.of(this::text).topics())).isEqualTo(topics);
    }

    @Test
    void sqlServer_namesTheDatabaseToo() {
        properties.put("debezium.source.connector.class", "io.debezium.connector.sqlserver.SqlServerConnector");
        properties.put("debezium.source.database.names", "sales, stock");
        properties.put(LIST, "dbo.orders");

        assertThat(ListedTopics.of(this::text).topics())
                .containsExactly("shop.sales.dbo.orders", "shop.stock.dbo.orders");
    }

    @ParameterizedTest
    @CsvSource({
        "debezium.transforms, route",
        "debezium.source.topic.naming.strategy, com.example.Mine",
        "debezium.source.topic.delimiter, _"
    })
    void otherRulesForTopics_tellNothing(String name, String value) {
        properties.put(name, value);
        properties.put(LIST, "public.orders");

        assertThat(ListedTopics.of(this::text).topics()).isEmpty();
    }

    @Test
    void transformsThatLeaveRowsInTheirTopics_changeNothing() {
        properties.put("debezium.transforms", "unwrap, smaller");
        properties.put("debezium.transforms.unwrap.type", "io.debezium.transforms.ExtractNewRecordState");
        properties.put("debezium.transforms.smaller.type", "org.apache.kafka.connect.transforms.ReplaceField$Value");
        properties.put(LIST, "public.orders");

        assertThat(ListedTopics.of(this::text).topics()).containsExactly("shop.public.orders");
        properties.put("debezium.transforms.unwrap.route.by.field", "kind");
        assertThat(ListedTopics.of(this::text).topics()).isEmpty();
    }

    @Test
    void collidingTables_stopTheStart() {
        properties.put("debezium.sink.memphis.receipt.station", "shop.public.receipts");
        properties.put("debezium.sink.memphis.poison.policy", "dead-letter");
        properties.put("debezium.sink.memphis.dead.letter.station", "shop.public.errors");
        properties.put(LIST, "public.a_b,public.a\\$b,public.receipts,public.Errors,public.fine_,public.fine");

        assertThatThrownBy(() -> ListedTopics.of(this::text).refuseCollisions(config(), UnaryOperator.identity()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("""
                        The configuration has 4 problems:
                        - debezium.source.table.include.list: tables 'public.a_b' and 'public.a$b' would share topic \
                        'shop.public.a_b'; set \
                        debezium.source.topic.naming.strategy=io.debezium.schema.SchemaUnicodeTopicNamingStrategy
                        - debezium.source.table.include.list: topic 'shop.public.receipts' would fall into station \
                        'shop.public.receipts', which is that of debezium.sink.memphis.receipt.station; name another there
                        - debezium.source.table.include.list: topic 'shop.public.Errors' would fall into station \
                        'shop.public.errors', which is that of debezium.sink.memphis.dead.letter.station; name another there
                        - debezium.source.table.include.list: topics 'shop.public.fine_' and 'shop.public.fine' would both \
                        fall into station 'shop.public.fine'; tell them apart with a RegexRouter transform, or name one \
                        station for all with debezium.sink.memphis.station""");
    }

    private MemphisConfig config() {
        return ConfigReader.read(OptionNames.DEBEZIUM_SERVER, this::text, properties.keySet());
    }

    private Optional<String> text(String name) {
        return Optional.ofNullable(properties.get(name));
    }
}
