package dev.memphis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.memphis.emulator.junit.WithMemphis;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** Schemas: {@code memphis setup --schema} and {@code memphis check --sample}. */
@WithMemphis
class SchemaTest extends EmulatorCase {
    private static final String ORDER = """
            {"$schema":"https://json-schema.org/draft/2020-12/schema","type":"object",
             "properties":{"after":{"oneOf":[{"type":"null"},{"$ref":"#/$defs/order"}]}},"required":["op"],
             "$defs":{"order":{"type":"object","properties":{"total":{"type":"number","minimum":0}},"required":["total"]}}}
            """;
    private static final String GOOD = "{\"op\":\"c\",\"after\":{\"total\":12.50}}";
    private static final String BAD = "{\"op\":\"c\",\"after\":{\"total\":-1}}";

    @Test
    void setup_attachesTheSchemaSoThatTheGatewayRefusesWhatBreaksIt() throws IOException {
        Run run = setup("--schema", file("Order.schema.json", ORDER));

        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains("  schema order for shop.public.orders, shop.public.customers\n")
                .contains("Schema     order created")
                .contains("Schema     shop.public.orders is checked against order from now on");
        assertThat(check("--sample", file("bad.json", BAD)).out())
                .contains(
                        "shop.public.orders uses schema order (json, version 1), and the sample breaks it: jsonschema:"
                                + " '/after' does not validate with file:///run/order#/properties/after/oneOf/0/type: expected"
                                + " null, but got object");
    }

    @Test
    void schemaOfSomeStations_isForThoseAlone() throws IOException {
        setup("--schema", file("order.json", ORDER), "--station", "shop.public.orders");

        assertThat(check().out())
                .contains("Schema     shop.public.orders uses schema order (json, version 1)")
                .doesNotContain("Schema     shop.public.customers");
    }

    @Test
    void dryRun_tellsTheSchemaAndCreatesNone() throws IOException {
        Run run = setup("--dry-run", "--schema", file("order.json", ORDER));

        assertThat(run.out())
                .contains("This would be created if missing:")
                .contains("  schema order for shop.public.orders");
        setup();
        assertThat(check().out()).doesNotContain("uses schema");
    }

    @Test
    void secondSetup_leavesTheSchemaAsItIs() throws IOException {
        setup("--schema", file("order.json", ORDER));

        Run run = setup("--schema", file("order.json", ORDER.replace("\n", " ")));

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains("Schema     order was there already and is left as it is: it says the same")
                .contains("Schema     shop.public.orders was checked against order already");
    }

    @Test
    void schemaThatSaysSomethingElse_isToldBeforeAnythingIsDone() throws IOException {
        setup("--schema", file("order.json", ORDER));

        Run run = setup("--station", "more", "--schema", file("order.json", "{\"type\":\"object\"}"));

        assertThat(run.err())
                .isEqualTo("memphis setup: schema order is there already and says something else (version 1); name this"
                        + " one otherwise with --schema-name, or add it as a version in Memphis' console\n");
        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(emulator.stations().names()).doesNotContain("more");
    }

    @Test
    void stationWithAnotherSchema_keepsIt() throws IOException {
        setup("--schema", file("order.json", ORDER));

        Run run = setup("--schema", file("order.json", ORDER), "--schema-name", "other");

        assertThat(run.err())
                .isEqualTo("memphis setup: station shop.public.orders uses schema order already; detach that first in"
                        + " Memphis' console\n");
        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void json_tellsTheSchemaToo() throws IOException {
        String out = setup("--json", "--schema", file("order.json", ORDER)).out();

        assertThat(new ObjectMapper().readTree(out).get("schema").toString())
                .isEqualTo("{\"name\":\"order\",\"stations\":[\"shop.public.orders\",\"shop.public.customers\"]}");
    }

    @Test
    void sampleThatMeetsTheSchema_isWell() throws IOException {
        setup("--schema", file("order.json", ORDER));

        Run run = check("--sample", file("good.json", GOOD), "--station", "shop.public.orders");

        assertThat(run.out())
                .contains("shop.public.orders uses schema order (json, version 1), and the sample meets it")
                .contains("Schema     shop.public.customers uses schema order (json, version 1)\n");
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void schemaInAFile_needsNoStation() throws IOException {
        Run run = Run.memphis(
                "check",
                "-c",
                Properties.file(directory, emulator.gatewayUri()),
                "--no-log-in",
                "--schema",
                file("order.json", ORDER),
                "--sample",
                file("bad.json", "{\"after\":null}"));

        assertThat(run.out())
                .contains("schema order, and the sample breaks it: jsonschema: '' does not validate with"
                        + " file:///run/order#/required: missing properties: 'op'");
        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void sampleOfSeveralEvents_isCheckedEventByEvent() throws IOException {
        setup("--schema", file("order.json", ORDER));

        assertThat(check("--sample", file("two.json", GOOD + "\n" + GOOD + "\n"))
                        .out())
                .contains("shop.public.orders uses schema order (json, version 1), and the sample meets it");
        assertThat(check("--sample", file("two.json", GOOD + "\n\n" + BAD)).out())
                .contains("and the sample breaks it: jsonschema: '/after' does not validate");
    }

    @Test
    void unusableFiles_areOneLine() throws IOException {
        assertThat(setup("--schema", directory.resolve("none.json").toString()).err())
                .isEqualTo("memphis setup: --schema " + directory.resolve("none.json") + " is not there\n");
        assertThat(setup("--schema", file("order.json", "{\"type\":\"orders\"}"))
                        .err())
                .isEqualTo("memphis setup: schema order is no JSON schema: not what JSON Schema allows\n");
        assertThat(setup("--schema", file("my order.json", ORDER)).err())
                .startsWith("memphis setup: the schema's name 'my order' (--schema-name) must be ");
        assertThat(setup("--schema-name", "order").err())
                .isEqualTo("memphis setup: --schema-name names a schema, but --schema gives none\n");
        assertThat(check("--schema", file("order.json", ORDER)).err())
                .isEqualTo("memphis check: --schema is for a --sample, and none is given\n");
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text).toString();
    }

    private Run setup(String... more) throws IOException {
        return run("setup", more);
    }

    private Run check(String... more) throws IOException {
        return run("check", more);
    }

    private Run run(String command, String... more) throws IOException {
        return Run.managed(emulator, command, Properties.file(directory, emulator.gatewayUri()), more);
    }
}
