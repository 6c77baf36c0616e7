package dev.memphis.emulator.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.memphis.emulator.faults.AnswerFault;
import dev.memphis.emulator.faults.Durations;
import dev.memphis.emulator.faults.FaultState;
import dev.memphis.emulator.faults.Requests;
import dev.memphis.emulator.faults.Share;
import dev.memphis.emulator.gateway.FaultSwitches;
import dev.memphis.emulator.http.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** The faults as a JSON document: written as they stand, read as changes of what is in it. Stateless. */
final class FaultDocument {
    private static final String[] SHARE = {"fraction", "most", "of", "seed"};

    private FaultDocument() {}

    // ---------------------------------------------------------------- writing

    static ObjectNode write(FaultState state) {
        ObjectNode document = Reply.JSON.createObjectNode();
        document.putObject("broker")
                .put("up", state.brokerUp())
                .put("patience_ms", state.brokerPatience().toMillis())
                .put("delay_ms", state.brokerDelay().toMillis())
                .put("transit_ms", state.brokerTransit().toMillis());
        document.putObject("gateway")
                .put("up", state.gatewayUp())
                .put("latency_ms", state.latency().toMillis())
                .put("clock_skew_ms", state.clockSkew().toMillis())
                .put("cleaner_ms", state.cleaner().toMillis())
                .put("end_connections_after", state.mostAnswers());
        ObjectNode answers = document.putObject("answers");
        for (AnswerFault.Kind kind : AnswerFault.Kind.values()) {
            answers.putNull(name(kind));
        }
        state.answers().forEach(fault -> write(fault, answers.putObject(name(fault.kind()))));
        document.put("lost", state.lost());
        return document;
    }

    private static void write(AnswerFault fault, ObjectNode into) {
        switch (fault) {
            case AnswerFault.Replaced replaced ->
                into.put("status", replaced.status()).put("processed", replaced.processed());
            case AnswerFault.Slow slow -> into.put("over_ms", slow.over().toMillis());
            case AnswerFault.Truncated truncated -> {}
            case AnswerFault.Reset reset -> {}
        }
        Share share = fault.share();
        into.put("fraction", share.fraction());
        if (share.most() != Long.MAX_VALUE) {
            into.put("most", share.most());
        }
        into.put("of", name(share.of())).put("seed", share.seed());
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    // ---------------------------------------------------------------- reading

    /**
     * Reads what is to be changed; nothing is changed yet.
     *
     * @throws IllegalArgumentException if something in it is wrong
     */
    static List<Consumer<FaultSwitches>> read(JsonNode document) {
        Fields fields = new Fields("", document, "broker", "gateway", "answers");
        List<Consumer<FaultSwitches>> changes = new ArrayList<>();
        if (fields.has("broker")) {
            broker(
                    new Fields("broker", fields.get("broker"), "up", "for_ms", "patience_ms", "delay_ms", "transit_ms"),
                    changes);
        }
        if (fields.has("gateway")) {
            gateway(
                    new Fields(
                            "gateway",
                            fields.get("gateway"),
                            "latency_ms",
                            "clock_skew_ms",
                            "cleaner_ms",
                            "end_connections_after"),
                    changes);
        }
        if (fields.has("answers")) {
            answers(new Fields("answers", fields.get("answers"), "reset", "truncate", "replace", "slow"), changes);
        }
        return changes;
    }

    private static void broker(Fields fields, List<Consumer<FaultSwitches>> changes) {
        time(fields, "patience_ms").ifPresent(patience -> changes.add(faults -> faults.setBrokerPatience(patience)));
        time(fields, "delay_ms").ifPresent(delay -> changes.add(faults -> faults.setBrokerDelay(delay)));
        time(fields, "transit_ms").ifPresent(transit -> changes.add(faults -> faults.setTransit(transit)));
        Optional<Duration> away = time(fields, "for_ms");
        Optional<Boolean> up = fields.bool("up");
        if (away.isPresent() && up.orElse(true)) {
            throw new IllegalArgumentException("broker.for_ms: goes together with \"up\": false");
        }
        if (up.isPresent()) {
            changes.add(
                    up.get()
                            ? FaultSwitches::mendBroker
                            : faults -> away.ifPresentOrElse(faults::breakBroker, faults::breakBroker));
        }
    }

    private static void gateway(Fields fields, List<Consumer<FaultSwitches>> changes) {
        time(fields, "latency_ms").ifPresent(latency -> changes.add(faults -> faults.setLatency(latency)));
        time(fields, "cleaner_ms").ifPresent(tick -> changes.add(faults -> faults.setCleaner(tick)));
        fields.whole("end_connections_after")
                .map(answers -> count(fields.path("end_connections_after"), answers))
                .ifPresent(answers -> changes.add(faults -> faults.endConnectionsAfter(answers)));
        fields.millis("clock_skew_ms")
                .map(skew -> Durations.sane("gateway.clock_skew_ms", skew))
                .ifPresent(skew -> changes.add(faults -> faults.setClockSkew(skew)));
    }

    private static void answers(Fields fields, List<Consumer<FaultSwitches>> changes) {
        for (AnswerFault.Kind kind : AnswerFault.Kind.values()) {
            String name = name(kind);
            if (fields.has(name)) {
                JsonNode wanted = fields.get(name);
                if (wanted.isNull()) {
                    changes.add(faults -> faults.clear(kind));
                } else {
                    AnswerFault fault = fault(kind, "answers." + name, wanted);
                    changes.add(faults -> faults.set(fault));
                }
            }
        }
    }

    private static AnswerFault fault(AnswerFault.Kind kind, String name, JsonNode wanted) {
        return switch (kind) {
            case RESET -> new AnswerFault.Reset(share(new Fields(name, wanted, SHARE)));
            case TRUNCATE -> new AnswerFault.Truncated(share(new Fields(name, wanted, SHARE)));
            case REPLACE -> {
                Fields fields = new Fields(name, wanted, and("status", "processed"));
                yield new AnswerFault.Replaced(
                        share(fields),
                        Math.toIntExact(Math.clamp(fields.whole("status").orElse(503L), 0, 1000)),
                        fields.bool("processed").orElse(true));
            }
            case SLOW -> {
                Fields fields = new Fields(name, wanted, and("over_ms"));
                yield new AnswerFault.Slow(
                        share(fields), time(fields, "over_ms").orElse(Duration.ofSeconds(1)));
            }
        };
    }

    private static String[] and(String... names) {
        List<String> all = new ArrayList<>(List.of(names));
        all.addAll(List.of(SHARE));
        return all.toArray(String[]::new);
    }

    private static Share share(Fields fields) {
        return new Share(
                fields.number("fraction").orElse(1.0),
                fields.whole("most").orElse(Long.MAX_VALUE),
                fields.text("of").map(text -> requests(fields, text)).orElse(Requests.ALL),
                fields.whole("seed").orElse(0L));
    }

    private static Requests requests(Fields fields, String text) {
        return Arrays.stream(Requests.values())
                .filter(kind -> name(kind).equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        fields.path("of") + "=\"" + text + "\": one of all, produce, consume, auth is needed"));
    }

    private static int count(String name, long number) {
        if (number < 0 || number > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(name + "=" + number + ": a number of 0 or more is needed");
        }
        return (int) number;
    }

    private static Optional<Duration> time(Fields fields, String field) {
        return fields.millis(field).map(time -> Durations.notNegative(fields.path(field), time));
    }
}
