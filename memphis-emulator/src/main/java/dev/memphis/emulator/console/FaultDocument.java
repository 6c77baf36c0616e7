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
import java.util.stream.Stream;

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
        fields.inner("broker", "up", "for_ms", "patience_ms", "delay_ms", "transit_ms")
                .ifPresent(broker -> broker(broker, changes));
        fields.inner("gateway", "latency_ms", "clock_skew_ms", "cleaner_ms", "end_connections_after")
                .ifPresent(gateway -> gateway(gateway, changes));
        fields.inner("answers", "reset", "truncate", "replace", "slow").ifPresent(answers -> answers(answers, changes));
        return changes;
    }

    private static void broker(Fields fields, List<Consumer<FaultSwitches>> changes) {
        fields.time("patience_ms").ifPresent(patience -> changes.add(faults -> faults.setBrokerPatience(patience)));
        fields.time("delay_ms").ifPresent(delay -> changes.add(faults -> faults.setBrokerDelay(delay)));
        fields.time("transit_ms").ifPresent(transit -> changes.add(faults -> faults.setTransit(transit)));
        Optional<Duration> away = fields.time("for_ms");
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
        fields.time("latency_ms").ifPresent(latency -> changes.add(faults -> faults.setLatency(latency)));
        fields.time("cleaner_ms").ifPresent(tick -> changes.add(faults -> faults.setCleaner(tick)));
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
            if (fields.isNull(name)) {
                changes.add(faults -> faults.clear(kind));
            } else {
                fault(kind, name, fields).ifPresent(fault -> changes.add(faults -> faults.set(fault)));
            }
        }
    }

    private static Optional<AnswerFault> fault(AnswerFault.Kind kind, String name, Fields answers) {
        return switch (kind) {
            case RESET -> answers.inner(name, SHARE).map(fields -> new AnswerFault.Reset(share(fields)));
            case TRUNCATE -> answers.inner(name, SHARE).map(fields -> new AnswerFault.Truncated(share(fields)));
            case REPLACE ->
                answers.inner(name, and("status", "processed"))
                        .map(fields -> new AnswerFault.Replaced(
                                share(fields),
                                Math.toIntExact(
                                        Math.clamp(fields.whole("status").orElse(503L), 0, 1000)),
                                fields.bool("processed").orElse(true)));
            case SLOW ->
                answers.inner(name, and("over_ms"))
                        .map(fields -> new AnswerFault.Slow(
                                share(fields), fields.time("over_ms").orElse(Duration.ofSeconds(1))));
        };
    }

    private static String[] and(String... names) {
        return Stream.of(names, SHARE).flatMap(Stream::of).toArray(String[]::new);
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
}
