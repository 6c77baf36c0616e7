package dev.memphis.emulator.gateway;

import dev.memphis.emulator.broker.Broker;
import dev.memphis.emulator.broker.Message;
import dev.memphis.emulator.broker.StationNames;
import dev.memphis.emulator.json.GoDecoder;
import dev.memphis.emulator.json.GoEncoder;
import dev.memphis.emulator.json.GoJsonException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** POST /stations/{station}/produce/single and …/batch (contract, "Produce"). Confined to the emulator's loop. */
final class ProduceRoute {
    private final Clock clock;

    ProduceRoute(Clock clock) {
        this.clock = clock;
    }

    /** Answers a produce whose body was read, on a broker connection. */
    Answer answer(HttpServerRequest request, String station, boolean batch, Buffer wire, Link link) {
        String contentType = request.getHeader("Content-Type");
        if (!accepted(contentType, batch)) {
            return contentType != null && contentType.toLowerCase(Locale.ROOT).startsWith("multipart/form-data")
                    ? Answer.closing(400, "cannot read multipart/form-data body: multipart: NextPart: EOF")
                    : Answer.UNSUPPORTED_CONTENT_TYPE;
        }
        Buffer body = Inflation.inflate(wire, request.getHeader("Content-Encoding"));
        Produced produced = new Produced(request, clock);
        return batch ? batch(body, station, produced, link) : single(body, station, produced, link);
    }

    private static boolean accepted(String contentType, boolean batch) {
        if (contentType == null) {
            return false;
        }
        return batch
                ? contentType.equals("application/json")
                : contentType.contains("text")
                        || contentType.contains("application/json")
                        || contentType.equals("application/x-protobuf");
    }

    private Answer single(Buffer body, String station, Produced produced, Link link) {
        return produce(body.getBytes(), station, produced, link)
                .map(problem -> failure(GoEncoder.encode(problem)))
                .orElse(Answer.SUCCESS);
    }

    private Answer batch(Buffer body, String station, Produced produced, Link link) {
        List<?> elements;
        try {
            elements = elements(GoDecoder.decode(body.getBytes()));
        } catch (GoJsonException e) {
            return Answer.UNSUPPORTED_REQUEST;
        }
        for (Object element : elements) {
            byte[] data = GoEncoder.encode(element).getBytes(StandardCharsets.UTF_8);
            Optional<String> problem = produce(data, station, produced, link);
            if (problem.isPresent()) {
                return failure("[" + GoEncoder.encode(problem.get()) + "]");
            }
        }
        return Answer.SUCCESS;
    }

    private static List<?> elements(Object document) throws GoJsonException {
        if (document == null) {
            return List.of();
        }
        if (!(document instanceof List<?> list)) {
            throw new GoJsonException("not an array");
        }
        for (Object element : list) {
            if (element != null && !(element instanceof Map)) {
                throw new GoJsonException("not an object");
            }
        }
        return list;
    }

    /** Produces one message; returns what is wrong with it, if anything is. */
    private Optional<String> produce(byte[] data, String station, Produced produced, Link link) {
        Optional<String> nameProblem = StationNames.problem(station);
        if (nameProblem.isPresent()) {
            return nameProblem;
        }
        if (produced.reserved()) {
            return Optional.of("Server error");
        }
        Message message = produced.message(data);
        if (message.size() > Broker.MAX_PAYLOAD) {
            return Optional.of("memphis: maximum payload exceeded");
        }
        return link.publish(station, message)
                ? Optional.empty()
                : Optional.of("memphis: outbound buffer limit exceeded");
    }

    private static Answer failure(String error) {
        return Answer.json(500, "{\"error\":" + error + ",\"success\":false}");
    }
}
