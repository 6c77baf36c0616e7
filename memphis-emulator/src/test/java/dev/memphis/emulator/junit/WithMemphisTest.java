package dev.memphis.emulator.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import dev.memphis.emulator.EmulatorOptions;
import dev.memphis.emulator.MemphisEmulator;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** The extension, on small test classes that are run inside a test. */
class WithMemphisTest {
    private static final Set<MemphisEmulator> SEEN = new LinkedHashSet<>();
    private static final List<Set<String>> STATIONS = new ArrayList<>();

    @BeforeEach
    void forget() {
        SEEN.clear();
        STATIONS.clear();
    }

    @WithMemphis(stations = "orders", users = "cdc:Cdc-Pass-1!")
    static class OnePerTest {
        @BeforeEach
        void before(MemphisEmulator emulator) {
            SEEN.add(emulator);
        }

        @Test
        void one(MemphisEmulator emulator) throws IOException {
            note(emulator);
        }

        @Test
        @WithMemphis(stations = "invoices")
        void other(MemphisEmulator emulator) throws IOException {
            note(emulator);
        }
    }

    @Test
    void parameterOfTests_isAnEmulatorForEachTestWithTheOptionsNearest() {
        run(OnePerTest.class).assertStatistics(stats -> stats.succeeded(2));
        assertThat(SEEN).hasSize(2).allMatch(WithMemphisTest::isClosed);
        assertThat(STATIONS).containsExactlyInAnyOrder(Set.of("orders"), Set.of("invoices"));
    }

    @WithMemphis
    static class OnePerClass {
        @BeforeAll
        static void before(MemphisEmulator emulator) {
            SEEN.add(emulator);
        }

        @Test
        void one(MemphisEmulator emulator) throws IOException {
            note(emulator);
        }

        @Nested
        class Inside {
            @Test
            void other(MemphisEmulator emulator) throws IOException {
                note(emulator);
            }
        }
    }

    @Test
    void parameterOfBeforeAll_isOneEmulatorForTheClass() {
        run(OnePerClass.class).assertStatistics(stats -> stats.succeeded(2));
        assertThat(SEEN).singleElement().matches(WithMemphisTest::isClosed);
    }

    static class Registered {
        @RegisterExtension
        static final MemphisExtension MEMPHIS =
                new MemphisExtension(EmulatorOptions.defaults().withStation("registered"));

        @Test
        void one(MemphisEmulator emulator) throws IOException {
            note(emulator);
        }
    }

    @Test
    void registeredWithOptions_takesThem() {
        run(Registered.class).assertStatistics(stats -> stats.succeeded(1));
        assertThat(STATIONS).containsExactly(Set.of("registered"));
    }

    @WithMemphis(users = "nobody")
    static class WrongUser {
        @Test
        void one(MemphisEmulator emulator) {}
    }

    @Test
    void userWithoutPassword_failsWithALineThatSaysSo() {
        run(WrongUser.class)
                .assertThatEvents()
                .haveExactly(
                        1,
                        finishedWithFailure(
                                message(
                                        text -> text.contains(
                                                "@WithMemphis(users = …): name:password is needed, for example \"todocdcservice:Todo-Cdc-1!\""))));
    }

    private static Events run(Class<?> tests) {
        EngineExecutionResults results = EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(tests))
                .execute();
        return results.testEvents();
    }

    private static void note(MemphisEmulator emulator) throws IOException {
        SEEN.add(emulator);
        STATIONS.add(emulator.stations().names());
        try (Socket socket = connect(emulator)) {
            assertThat(socket.isConnected()).isTrue();
        }
    }

    private static boolean isClosed(MemphisEmulator emulator) {
        try (Socket socket = connect(emulator)) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private static Socket connect(MemphisEmulator emulator) throws IOException {
        return new Socket(emulator.gatewayUri().getHost(), emulator.gatewayUri().getPort());
    }
}
