package dev.memphis.it;

import dev.memphis.testbed.stock.StockServer;
import java.io.IOException;
import org.junit.jupiter.api.Tag;

/** The main job in a server that drives the sink as Debezium Server 3.7 will; the rest of it is the stock server's. */
@Tag("newest")
class NewServerIT extends MainJob {
    @Override
    StockServer server() throws IOException {
        return BED.newServer();
    }
}
