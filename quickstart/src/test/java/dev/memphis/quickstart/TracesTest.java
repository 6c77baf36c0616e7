package dev.memphis.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memphis.client.ManagementApi;
import dev.memphis.client.StationReader;
import dev.memphis.client.http.CallException;
import dev.memphis.emulator.EmulatorOptions;
import dev.memphis.emulator.MemphisEmulator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A Memphis that goes on after a run is left as it was. */
class TracesTest {
    @Test
    void whatARunMade_isRemoved_andWhatWasThereStays() throws Exception {
        try (MemphisEmulator emulator =
                        MemphisEmulator.start(EmulatorOptions.defaults().withStation("here-before"));
                ManagementApi management = ManagementApi.logIn(emulator.managementUri(), "root", "memphis")) {
            Account account = Account.ofOneRun();
            try (Traces ignored = new Traces(
                    management,
                    account.username(),
                    List.of("here-before", "made", "never-made"),
                    List.of("s", "never"))) {
                management.addUser(account.username(), account.password());
                management.createStation("here-before");
                management.createStation("made");
                management.createSchema("s", "{}");
                management.useSchema("made", "s");
                reader(emulator, account).close();
            }

            assertThat(emulator.stations().names()).containsExactly("here-before");
            assertThat(management.schemas()).isEmpty();
            assertThatThrownBy(() -> reader(emulator, account))
                    .isInstanceOf(CallException.class)
                    .hasMessageContaining("refuses user " + account.username());
        }
    }

    @Test
    void account_isOfOneRunAlone() {
        Account one = Account.ofOneRun();
        Account other = Account.ofOneRun();

        assertThat(one.username()).isNotEqualTo(other.username()).matches("todocdc-[a-z0-9]{8}");
        assertThat(one.password()).isNotEqualTo(other.password()).hasSizeBetween(8, 20);
        assertThat(one.toString()).doesNotContain(one.password());
    }

    private static StationReader reader(MemphisEmulator emulator, Account account) throws Exception {
        return StationReader.logIn(emulator.gatewayUri(), account.username(), account.password(), "made", "group");
    }
}
