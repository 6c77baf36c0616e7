package dev.memphis.quickstart;

import dev.memphis.client.ManagementApi;
import dev.memphis.client.http.CallException;
import dev.memphis.testbed.Problem;
import java.net.URI;

/** Where Memphis is. Immutable. */
record Memphis(URI gateway, URI management, String rootPassword) {
    /**
     * Logs in to the management API as root.
     *
     * @throws Problem if it does not answer, is another server, or the password is wrong
     */
    ManagementApi logIn() throws InterruptedException {
        try {
            return ManagementApi.logIn(management, "root", rootPassword);
        } catch (CallException e) {
            String advice = e.status() == 401
                    ? "give the right one in MEMPHIS_ROOT_PASSWORD"
                    : "is that the address of a management API, to be given with --management?";
            throw new Problem(e.getMessage() + "; " + advice, e);
        }
    }

    @Override
    public String toString() {
        return gateway + ", " + management;
    }
}
