package dev.memphis.it;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.avro.Schema;

/**
 * As much of an Apicurio registry as its Avro converter asks for: the route of its REST API v3 that takes a new schema and tells
 * its number. Thread-safe.
 */
final class SchemaRegistry implements AutoCloseable {
    private static final String ROOT = "/apis/registry/v3";

    private final List<JsonObject> schemas = new CopyOnWriteArrayList<>();
    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server;

    private SchemaRegistry() {
        server = vertx.createHttpServer()
                .requestHandler(this::answer)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    static SchemaRegistry start() {
        return new SchemaRegistry();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.actualPort() + ROOT);
    }

    /** Returns a schema by the number that the registry gave it, which begins each of its values. */
    Schema schema(int number) {
        return parse(schemas.get(number - 1), new Schema.Parser());
    }

    /** A schema is parsed after those that it names, each of them once. */
    private Schema parse(JsonObject schema, Schema.Parser parser) {
        for (Object reference : schema.getJsonArray("references", new JsonArray())) {
            String name = ((JsonObject) reference).getString("name");
            if (!parser.getTypes().containsKey(name)) {
                parse(named(name), parser);
            }
        }
        return parser.parse(schema.getString("content"));
    }

    private JsonObject named(String name) {
        return schemas.stream()
                .filter(schema -> name.equals(fullName(new JsonObject(schema.getString("content")))))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no schema " + name + " among " + schemas));
    }

    private static String fullName(JsonObject content) {
        return content.getString("namespace") + "." + content.getString("name");
    }

    private void answer(HttpServerRequest request) {
        if (!request.path().equals(ROOT + "/groups/default/artifacts")) {
            reply(request.response().setStatusCode(404), new JsonObject().put("title", "no " + request.path()));
            return;
        }
        request.body().onSuccess(body -> {
            JsonObject artifact = body.toJsonObject();
            int number = numberOf(artifact.getJsonObject("firstVersion").getJsonObject("content"));
            reply(
                    request.response(),
                    new JsonObject()
                            .put("artifact", described(artifact))
                            .put(
                                    "version",
                                    described(artifact)
                                            .put("version", "1")
                                            .put("globalId", number)
                                            .put("contentId", number)));
        });
    }

    private static JsonObject described(JsonObject artifact) {
        return new JsonObject()
                .put("groupId", "default")
                .put("artifactId", artifact.getString("artifactId"))
                .put("artifactType", "AVRO");
    }

    private int numberOf(JsonObject schema) {
        if (!schemas.contains(schema)) {
            schemas.add(schema);
        }
        return schemas.indexOf(schema) + 1;
    }

    private static void reply(HttpServerResponse response, JsonObject body) {
        response.putHeader("Content-Type", "application/json").end(body.toBuffer());
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
