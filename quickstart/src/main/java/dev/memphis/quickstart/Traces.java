package dev.memphis.quickstart;

import dev.memphis.client.ManagementApi;
import dev.memphis.client.http.CallException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a run leaves in a Memphis that goes on: its user, and those of its stations and schemas that were not there before. Closing
 * removes them.
 */
final class Traces implements AutoCloseable {
    private final ManagementApi management;
    private final String user;
    private final List<String> stations;
    private final List<String> schemas;

    /** Looks what is there; to be made before anything is. */
    Traces(ManagementApi management, String user, List<String> stations, List<String> schemas)
            throws CallException, InterruptedException {
        this.management = management;
        this.user = user;
        this.stations = without(stations, management.stations());
        this.schemas = without(schemas, management.schemas());
    }

    private static List<String> without(List<String> names, Set<String> others) {
        List<String> left = new ArrayList<>(names);
        left.removeAll(others);
        return left;
    }

    @Override
    public void close() throws CallException, InterruptedException {
        Set<String> now = management.stations();
        for (String station : stations) {
            if (now.contains(station)) {
                management.removeStation(station);
            }
        }
        Set<String> schemasNow = management.schemas();
        for (String schema : schemas) {
            if (schemasNow.contains(schema)) {
                management.removeSchema(schema);
            }
        }
        management.removeUser(user);
    }
}
