package io.debezium.server.memphis;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.arc.Arc;
import org.junit.jupiter.api.Test;

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

    @Test
    void noContainer_leavesNamesAsTheyAre() {
        assertThat(MemphisChangeConsumer.mapper(null).apply("server.public.todo"))
                .isEqualTo("server.public.todo");
    }
}
