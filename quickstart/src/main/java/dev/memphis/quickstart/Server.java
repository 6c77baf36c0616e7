package dev.memphis.quickstart;

import dev.memphis.testbed.Problem;
import dev.memphis.testbed.stock.Distribution;
import dev.memphis.testbed.stock.StockServer;
import java.nio.file.Path;
import java.util.List;

/** Which Debezium Server the pipeline runs. Its names are what {@code --distribution} takes, in any case. */
enum Server {
    /** The one that this project builds, with this sink and no other. */
    SLIM {
        @Override
        StockServer layOut(Path folder) {
            return StockServer.layOut(Path.of(Launch.property("memphis.slim.home")), List.of(), folder);
        }
    },
    /** An unmodified one, fetched once, with the jar dropped into its lib/. */
    STOCK {
        @Override
        StockServer layOut(Path folder) {
            Path home = Distribution.of(Launch.property("debezium.version")).home();
            return StockServer.layOut(home, Path.of(Launch.property("memphis.sink.jar")), folder);
        }
    };

    /**
     * Lays the server out; it is not started yet.
     *
     * @param folder for configuration, data and log
     * @throws Problem if there is no room, or it cannot be had
     */
    abstract StockServer layOut(Path folder);
}
