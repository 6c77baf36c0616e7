package dev.memphis.quickstart;

import dev.memphis.testbed.Problem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Optional;

/** The ports that the user asked for; a free one is taken where there is none. Immutable. */
record Ports(
        Optional<Integer> postgres, Optional<Integer> gateway, Optional<Integer> management, Optional<Integer> server) {

    /** @throws Problem naming the first port that somebody else has */
    void check() {
        check(postgres, "--postgres-port");
        check(gateway, "--gateway-port");
        check(management, "--management-port");
        check(server, "--server-port");
    }

    private static void check(Optional<Integer> port, String option) {
        if (port.isPresent()) {
            if (port.get() < 1 || port.get() > 65_535) {
                throw new Problem(option + "=" + port.get() + " is no port; ports are 1 to 65535");
            }
            try (ServerSocket probe = new ServerSocket(port.get(), 1, InetAddress.getLoopbackAddress())) {
                probe.setReuseAddress(true);
            } catch (IOException e) {
                throw new Problem("Port " + port.get() + " is in use; give another one with " + option
                        + ", or none to have a free one taken");
            }
        }
    }
}
