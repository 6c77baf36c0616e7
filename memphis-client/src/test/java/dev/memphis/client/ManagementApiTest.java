package dev.memphis.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memphis.client.http.CallException;
import dev.memphis.emulator.EmulatorOptions;
import dev.memphis.emulator.MemphisEmulator;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ManagementApiTest {
    private MemphisEmulator emulator;
    private ManagementApi management;

    @BeforeEach
    void start() throws Exception {
        emulator = MemphisEmulator.start(EmulatorOptions.defaults());
        management = ManagementApi.logIn(emulator.managementUri(), "root", "memphis");
    }

    @AfterEach
    void stop() {
        management.close();
        emulator.close();
    }

    @Test
    void whatIsMade_isThereOnceAndCanBeRemoved() throws Exception {
        assertThat(management.stations()).isEmpty();
        assertThat(management.createStation("orders")).isTrue();
        assertThat(management.createStation("orders")).isFalse();
        assertThat(management.createSchema("s", "{}")).isTrue();
        assertThat(management.createSchema("s", "{}")).isFalse();
        management.useSchema("orders", "s");

        assertThat(management.stations()).containsExactly("orders");
        assertThat(management.schemas()).containsExactly("s");
        assertThat(management.schemaOf("orders")).contains("s");

        management.detachSchema("orders");
        assertThat(management.schemaOf("orders")).isEmpty();
        management.removeSchema("s");
        management.removeStation("orders");
        assertThat(management.schemas()).isEmpty();
        assertThat(management.station("orders")).isEmpty();
    }

    @Test
    void userThatIsMade_readsAStation_untilItIsRemoved() throws Exception {
        assertThat(management.addUser("cdc", "Cdc-Pass-1!")).isTrue();
        assertThat(management.addUser("cdc", "Cdc-Pass-1!")).isFalse();
        management.createStation("orders");
        try (StationReader reader = reader()) {
            assertThat(reader.read()).isEmpty();
        }
        assertThat(management.messages("orders")).isZero();

        management.removeUser("cdc");

        assertThatThrownBy(this::reader)
                .isInstanceOf(CallException.class)
                .hasMessage("The Memphis gateway at " + emulator.gatewayUri() + " refuses user cdc (401)");
    }

    @Test
    void stationThatIsNotThere_hasNoMessages() {
        assertThatThrownBy(() -> management.messages("none"))
                .hasMessage("the management API at " + emulator.managementUri() + " knows no station none");
    }

    @Test
    void wrongPassword_isRefused() {
        assertThatThrownBy(() -> ManagementApi.logIn(emulator.managementUri(), "root", "Hidden-1"))
                .isInstanceOf(CallException.class)
                .hasMessage("the management API at " + emulator.managementUri() + " refuses user root (401)");
    }

    @Test
    void nobodyThere_isToldWithTheAddress() {
        assertThatThrownBy(() -> ManagementApi.logIn(URI.create("http://127.0.0.1:1"), "root", "memphis"))
                .isInstanceOf(CallException.class)
                .hasMessageStartingWith("no connection to http://127.0.0.1:1: Connection refused");
    }

    @Test
    void gatewayThatIsNotThere_isToldWithTheAddress() {
        assertThatThrownBy(() -> StationReader.logIn(URI.create("http://127.0.0.1:1"), "cdc", "Hidden-1", "s", "g"))
                .isInstanceOf(CallException.class)
                .hasMessageStartingWith(
                        "No log-in at the Memphis gateway: no connection to http://127.0.0.1:1: Connection refused");
    }

    private StationReader reader() throws Exception {
        return StationReader.logIn(emulator.gatewayUri(), "cdc", "Cdc-Pass-1!", "orders", "group");
    }
}
