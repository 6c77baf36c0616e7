package dev.memphis.it;

import dev.memphis.testbed.stock.StockServer;

/** The main job in a stock server. */
class MainJobIT extends MainJob {
    @Override
    StockServer server() {
        return BED.server();
    }
}
