package dev.memphis.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memphis.client.StationReader;
import dev.memphis.client.http.CallException;
import dev.memphis.emulator.EmulatorOptions;
import dev.memphis.emulator.MemphisEmulator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PatientReaderTest {
    private final List<String> told = new ArrayList<>();

    @Test
    void gatewayThatCrashesAndIsBack_isWaitedFor() throws Exception {
        try (MemphisEmulator emulator = MemphisEmulator.start(
                        EmulatorOptions.defaults().withUser("cdc", "Cdc-Pass1!").withStation("orders"));
                StationReader station =
                        StationReader.logIn(emulator.gatewayUri(), "cdc", "Cdc-Pass1!", "orders", "test")) {
            PatientReader<String> reader = new PatientReader<>(station::read, Duration.ofMillis(10), told::add);
            emulator.faults().crashGateway(Duration.ofMillis(300));

            while (told.size() < 2) {
                assertThat(reader.read()).isEmpty();
            }

            assertThat(told.getFirst())
                    .startsWith("Station orders cannot be read: ")
                    .endsWith("; trying again until it can");
            assertThat(told.getLast()).isEqualTo("The station can be read again.");
        }
    }

    @Test
    void refusedToken_endsTheReading() {
        PatientReader<String> reader = new PatientReader<>(
                () -> {
                    throw new CallException("status 401: Unauthorized", 401);
                },
                Duration.ZERO,
                told::add);

        assertThatThrownBy(reader::read).hasMessage("status 401: Unauthorized");
        assertThat(told).isEmpty();
    }
}
