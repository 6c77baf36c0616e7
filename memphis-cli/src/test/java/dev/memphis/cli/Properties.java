package dev.memphis.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes application.properties for a test. */
final class Properties {
    static final String PASSWORD = "Cdc-Pass1!";

    private Properties() {}

    static String file(Path directory, URI gateway, String... more) throws IOException {
        String text = """
                debezium.sink.type=memphis
                debezium.sink.memphis.url=%s
                debezium.sink.memphis.username=cdc
                debezium.sink.memphis.password=%s
                debezium.sink.memphis.receipt.timeout.ms=1000
                debezium.sink.memphis.connect.timeout.ms=2000
                debezium.source.topic.prefix=shop
                debezium.source.table.include.list=public.orders,public\\\\.customers,public.log_.*
                """.formatted(gateway, PASSWORD);
        Path file = directory.resolve("application.properties");
        Files.writeString(file, text + String.join("\n", more) + "\n");
        return file.toString();
    }
}
