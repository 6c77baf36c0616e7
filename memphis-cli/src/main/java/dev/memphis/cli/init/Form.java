package dev.memphis.cli.init;

import java.util.List;
import java.util.Locale;

/** Where the configuration is for. */
enum Form {
    /** Debezium Server, from its folder. */
    SERVER {
        @Override
        List<Output> outputs(Plan plan) {
            return List.of(new Output("application.properties", properties(plan)));
        }

        @Override
        List<String> next(Plan plan, String directory) {
            return List.of(
                    "Next: set MEMPHIS_PASSWORD, DATABASE_PASSWORD and MEMPHIS_MANAGEMENT_PASSWORD in the environment, then",
                    "  memphis setup --config " + directory + "/application.properties",
                    "  memphis check --config " + directory + "/application.properties",
                    "and start the server with this file as config/application.properties.");
        }
    },
    /** Docker Compose: the server as a service. */
    COMPOSE {
        @Override
        List<Output> outputs(Plan plan) {
            return List.of(
                    new Output("application.properties", properties(plan)),
                    new Output("compose.yaml", ComposeText.of(plan)));
        }

        @Override
        List<String> next(Plan plan, String directory) {
            return List.of(
                    "Next: put memphis-sink.jar beside these files, and MEMPHIS_PASSWORD='…' and DATABASE_PASSWORD='…' into "
                            + directory + "/.env, then",
                    "  docker compose -f " + directory + "/compose.yaml up");
        }
    },
    /** Kubernetes, by the Debezium Operator. */
    KUBERNETES {
        @Override
        List<Output> outputs(Plan plan) {
            return List.of(new Output("debezium-server.yaml", KubernetesText.of(plan), true));
        }

        @Override
        List<String> next(Plan plan, String directory) {
            return List.of(
                    "Next: build the image and put its name and the passwords into the file (docs/kubernetes.md), then",
                    "  kubectl apply -f " + directory + "/debezium-server.yaml");
        }
    },
    /** Kafka Connect: a source and a sink connector. */
    CONNECT {
        @Override
        List<Output> outputs(Plan plan) {
            return ConnectText.of(plan);
        }

        @Override
        List<String> next(Plan plan, String directory) {
            return List.of(
                    "Next: the .properties explain each line, and are for connect-standalone. For a cluster, set MEMPHIS_PASSWORD and",
                    "DATABASE_PASSWORD in the workers' environment, and in their properties config.providers=env and",
                    "config.providers.env.class=org.apache.kafka.common.config.provider.EnvVarConfigProvider; then",
                    put(directory, "source.json", ConnectText.sourceName(plan)),
                    put(directory, "memphis-sink.json", ConnectText.sinkName(plan)));
        }

        private static String put(String directory, String file, String connector) {
            return "  curl -X PUT -H 'Content-Type: application/json' -d @" + directory + "/" + file
                    + " http://localhost:8083/connectors/" + connector + "/config";
        }
    };

    abstract List<Output> outputs(Plan plan);

    /** Returns what the user does then, a line each. */
    abstract List<String> next(Plan plan, String directory);

    /** Returns the name as users write it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static String properties(Plan plan) {
        return new PropertiesText("Debezium Server with the Memphis sink: "
                        + plan.source().title()
                        + " to Memphis. Made by memphis init; docs/configuration.md has every option of the sink.")
                .section("the sink", Entries.sink(plan))
                .section("the source", Entries.source(plan))
                .section("how far it has come", Entries.offsets())
                .section("the server", Entries.server())
                .toString();
    }
}
