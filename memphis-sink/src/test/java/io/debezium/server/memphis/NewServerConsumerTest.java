package io.debezium.server.memphis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.debezium.DebeziumException;
import io.debezium.engine.ChangeEvent;
import io.debezium.engine.DebeziumEngine.ChangeConsumer;
import io.debezium.engine.DebeziumEngine.RecordCommitter;
import io.debezium.engine.Header;
import io.debezium.runtime.BatchEvent;
import io.debezium.runtime.CapturingEvents;
import io.debezium.server.api.DebeziumServerConsumer;
import io.quarkus.arc.Arc;
import io.quarkus.arc.ArcContainer;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.literal.NamedLiteral;
import jakarta.enterprise.util.TypeLiteral;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;

/** Debezium Server 3.7's way, with interfaces of the same names and shapes. */
class NewServerConsumerTest {
    private static final NamedLiteral MEMPHIS = NamedLiteral.of("memphis");

    private final NewServerTypes types =
            NewServerTypes.of(getClass().getClassLoader()).orElseThrow();
    private final List<ChangeEvent<Object, Object>> handled = new ArrayList<>();
    private final List<String> committed = new ArrayList<>();

    /** A sink that settles everything at once. */
    private class Settling extends MemphisChangeConsumer {
        @Override
        void handleWholeBatch(
                List<ChangeEvent<Object, Object>> records, RecordCommitter<ChangeEvent<Object, Object>> committer)
                throws InterruptedException {
            handled.addAll(records);
            for (ChangeEvent<Object, Object> record : records) {
                committer.markProcessed(record);
            }
            committer.markBatchFinished();
        }

        @Override
        public boolean supportsTombstoneEvents() {
            return true;
        }
    }

    @SuppressWarnings("unchecked")
    private DebeziumServerConsumer<CapturingEvents<BatchEvent>> consumer(MemphisChangeConsumer sink) {
        return (DebeziumServerConsumer<CapturingEvents<BatchEvent>>) NewServerConsumer.of(types, sink);
    }

    private record Event(Object key, Object value, long position, List<String> commits) implements BatchEvent {
        @Override
        public int partition() {
            return 0;
        }

        @Override
        public SourceRecord record() {
            return new SourceRecord(
                    Map.of("server", "shop"), Map.of("lsn", position), destination(), null, null, null, null);
        }

        @Override
        public String destination() {
            return "shop.public.items";
        }

        @Override
        public <H> List<Header<H>> headers() {
            return List.of();
        }

        @Override
        public void commit() {
            commits.add(key.toString());
        }
    }

    @Test
    void batch_isHandedOverWhole_andEachEventCommitsItself() throws Exception {
        List<BatchEvent> events = List.of(new Event("k1", "v1", 1, committed), new Event("k2", null, 2, committed));

        consumer(new Settling()).handle(() -> events);

        assertThat(handled).extracting(ChangeEvent::key).containsExactly("k1", "k2");
        assertThat(handled).extracting(ChangeEvent::value).containsExactly("v1", null);
        assertThat(handled).extracting(ChangeEvent::destination).containsOnly("shop.public.items");
        assertThat(committed).containsExactly("k1", "k2");
    }

    @Test
    void sourcePosition_isKnown_andTheIdIsThatOfTheOldWay() throws Exception {
        consumer(new Settling()).handle(() -> List.of(new Event("k1", "v1", 7, committed)));

        assertThat(new RecordOrigin(handled.getFirst()).words()).contains("source position {lsn=7}");
        SourceRecord source = new Event("k1", "v1", 7, committed).record();
        assertThat(new EventIds(AddedTimes.ofDefaults()).of(handled.getFirst()))
                .isEqualTo(new EventIds(AddedTimes.ofDefaults())
                        .of(io.debezium.embedded.EngineRecords.of("k1", "v1", List.of(), source)));
    }

    @Test
    void tombstoneSupport_saysWhatTheSinkSays() {
        assertThat(consumer(new Settling()).tombstoneSupport()).contains(true);
        assertThat(consumer(new MemphisChangeConsumer()).tombstoneSupport()).contains(false);
    }

    @Test
    void failure_isTheSinksOwn() {
        DebeziumServerConsumer<CapturingEvents<BatchEvent>> failing = consumer(new MemphisChangeConsumer() {
            @Override
            void handleWholeBatch(
                    List<ChangeEvent<Object, Object>> records, RecordCommitter<ChangeEvent<Object, Object>> committer) {
                throw new DebeziumException("no more");
            }
        });

        assertThatThrownBy(() -> failing.handle(List::of))
                .isInstanceOf(DebeziumException.class)
                .hasMessage("no more");
    }

    @Test
    void container_findsTheBeanByTheParameterisedTypeAndName_andByTheOldType() {
        ArcContainer container = Arc.initialize();
        try {
            Instance<DebeziumServerConsumer<CapturingEvents<BatchEvent>>> byNewType = container.select(
                    new TypeLiteral<DebeziumServerConsumer<CapturingEvents<BatchEvent>>>() {}, MEMPHIS);
            Instance<DebeziumServerConsumer<CapturingEvents<String>>> byAnother =
                    container.select(new TypeLiteral<DebeziumServerConsumer<CapturingEvents<String>>>() {}, MEMPHIS);
            Instance<ChangeConsumer> byOldType = container.select(ChangeConsumer.class, MEMPHIS);

            assertThat(byNewType.isResolvable()).isTrue();
            assertThat(byAnother.isResolvable()).isFalse();
            assertThat(byOldType.isResolvable()).isTrue();
        } finally {
            Arc.shutdown();
        }
    }

    @Test
    void olderServer_hasNoSuchTypes() {
        assertThat(NewServerTypes.of(ClassLoader.getPlatformClassLoader())).isEmpty();
    }
}
