package dev.memphis.emulator.management;

import dev.memphis.emulator.http.Reply;
import dev.memphis.emulator.json.GoJsonException;
import dev.memphis.emulator.json.GoStruct;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** The routes of the management API: who asks needs a token, and all answers are written here. Confined to the loop. */
record Endpoints(Router router, ManagementTokens tokens) {
    /** Answers a question with a document, or throws a {@link Refusal}. */
    @FunctionalInterface
    interface Endpoint {
        Object answer(Question question) throws GoJsonException;
    }

    /** @param user who asks; empty where no token is needed */
    record Question(RoutingContext context, String user) {
        /** The body, as gin binds it: the content type does not count, nor what comes behind the first JSON value. */
        GoStruct body() throws GoJsonException {
            Buffer body = context.body().buffer();
            return GoStruct.decodeFirst(body == null ? new byte[0] : body.getBytes());
        }

        /** A parameter of the query; empty if it is not there. */
        String parameter(String name) {
            return context.request().getParam(name, "");
        }
    }

    /** A route for everybody. */
    void open(HttpMethod method, String path, Endpoint endpoint) {
        router.route(method, path).handler(context -> answer(new Question(context, ""), endpoint));
    }

    /** A route for those who have logged in. */
    void secured(HttpMethod method, String path, Endpoint endpoint) {
        router.route(method, path)
                .handler(context -> tokens.user(context.request().getHeader("Authorization"))
                        .ifPresentOrElse(
                                user -> answer(new Question(context, user), endpoint),
                                () -> refuse(context, Refusal.unauthorized())));
    }

    private static void answer(Question question, Endpoint endpoint) {
        try {
            Reply.indented(question.context().response(), endpoint.answer(question));
        } catch (GoJsonException e) {
            refuse(question.context(), Refusal.of(400, "Body params have to be in JSON format"));
        } catch (Refusal e) {
            refuse(question.context(), e);
        }
    }

    private static void refuse(RoutingContext context, Refusal refusal) {
        Reply.message(context.response(), refusal.status(), refusal.details());
    }
}
