package io.debezium.server.memphis;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.arc.Arc;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemphisChangeConsumerTest {
    @Test
    void streamNameMapperOfTheServer_isFoundByABeanThatNobodyInjectsInto() {
        Arc.initialize();
        try {
            assertThat(MemphisChangeConsumer.mapper(null).apply("server.public.todo"))
                    .isEqualTo("mapped-server.public.todo");
        } finally {
            Arc.shutdown();
        }
    }

    @ParameterizedTest
    @CsvSource({"8192, 8192", "2048, 2048", "1, 512", ", 2048", "many, 2048"})
    void fullBatch_isDebeziumsOwnButNeverSmall(String configured, int full) {
        SmallRyeConfigBuilder config = new SmallRyeConfigBuilder();
        if (configured != null) {
            config.withDefaultValue("debezium.source.max.batch.size", configured);
        }

        assertThat(MemphisChangeConsumer.fullBatch(config.build())).isEqualTo(full);
    }

    @Test
    void noContainer_leavesNamesAsTheyAre() {
        assertThat(MemphisChangeConsumer.mapper(null).apply("server.public.todo"))
                .isEqualTo("server.public.todo");
    }
}
