package dev.memphis.delivery.writer;

import dev.memphis.delivery.event.Event;
import dev.memphis.delivery.event.EventHeader;
import dev.memphis.delivery.options.DeliveryConfig;
import dev.memphis.delivery.options.OptionNames;
import dev.memphis.delivery.options.PoisonPolicy;
import dev.memphis.delivery.protocol.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides what becomes of an event that Memphis can never accept. Confined to the loop. */
final class Refusals {
    private static final Logger LOGGER = LoggerFactory.getLogger(Refusals.class);
    private static final int LONGEST_HEADER = 512;

    /** What is to be done. */
    sealed interface Verdict {
        /** It is left out. */
        record Skip() implements Verdict {}

        /** It goes to the dead letter station, by this request. */
        record Letter(ProduceRequest request) implements Verdict {}

        /** It goes to these dead letters. */
        record SetAside(DeadLetters place) implements Verdict {}
    }

    private final OptionNames names;
    private final DeliveryConfig config;
    private final Optional<DeadLetters> host;
    private final Optional<DeadLetters> file;

    /** @param host where the host wants them, whatever the policy */
    Refusals(OptionNames names, DeliveryConfig config, Optional<DeadLetters> host, Optional<DeadLetters> file) {
        this.names = names;
        this.config = config;
        this.host = host;
        this.file = file;
    }

    /**
     * Decides.
     *
     * @param request holds this one event
     * @throws DeliveryException if the policy is to stop, or the event can be put nowhere
     */
    Verdict judge(ProduceRequest request, String reason) {
        Event event = request.items().getFirst().event();
        String told = Violation.withoutValues(reason);
        if (!told.equals(reason)) {
            LOGGER.debug("{}: {}", event, reason);
        }
        if (host.isPresent()) {
            return new Verdict.SetAside(host.get());
        }
        return switch (config.poisonPolicy()) {
            case STOP -> throw refused(event, told);
            case SKIP -> {
                WriterNotices.SKIPPED.warn(LOGGER, event, told);
                yield new Verdict.Skip();
            }
            case DEAD_LETTER -> deadLetter(request, event, reason, told);
        };
    }

    private Verdict deadLetter(ProduceRequest request, Event event, String reason, String told) {
        boolean tooLarge = request.bytes() + 2 * LONGEST_HEADER + bytes(event.headers()) > config.eventMaxBytes();
        if (config.deadLetterStation().isPresent() && !request.letter() && !tooLarge) {
            String station = config.deadLetterStation().get();
            WriterNotices.TO_STATION.warn(LOGGER, station, event, told);
            return new Verdict.Letter(request.letter(station, why(event, reason)));
        }
        DeadLetters place = file.orElseThrow(() -> refused(event, told + " (and no dead letter place takes it)"));
        WriterNotices.TO_FILE.warn(LOGGER, event, told);
        return new Verdict.SetAside(place);
    }

    /** What it was refused for, and the event's own headers: its key and its id. */
    private static List<EventHeader> why(Event event, String reason) {
        List<EventHeader> headers = new ArrayList<>();
        headers.add(new EventHeader("Dead-Letter-Station", event.station()));
        headers.add(new EventHeader("Dead-Letter-Reason", headerValue(reason)));
        headers.add(
                new EventHeader("Dead-Letter-Origin", headerValue(event.origin().words())));
        headers.addAll(event.headers());
        return List.copyOf(headers);
    }

    private static int bytes(List<EventHeader> headers) {
        return headers.stream()
                .mapToInt(header -> header.name().length() + header.value().length() + 4)
                .sum();
    }

    private static String headerValue(String text) {
        String printable = text.replaceAll("[^\\x20-\\x7e]", "?");
        return printable.length() > LONGEST_HEADER ? printable.substring(0, LONGEST_HEADER) : printable;
    }

    private DeliveryException refused(Event event, String reason) {
        return new DeliveryException(WriterNotices.NEVER_ACCEPTED.with(
                event, reason, names.of("poison.policy"), name(config.poisonPolicy())));
    }

    private static String name(PoisonPolicy policy) {
        return policy.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
