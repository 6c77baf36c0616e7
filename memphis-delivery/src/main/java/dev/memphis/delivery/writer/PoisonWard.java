package dev.memphis.delivery.writer;

import dev.memphis.delivery.event.Event;
import dev.memphis.delivery.event.EventHeader;
import dev.memphis.delivery.options.DeliveryConfig;
import dev.memphis.delivery.options.PoisonPolicy;
import dev.memphis.delivery.transport.Produce.Form;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides what becomes of an event that Memphis can never accept. Confined to the loop. */
final class PoisonWard {
    private static final Logger LOGGER = LoggerFactory.getLogger(PoisonWard.class);
    private static final int LONGEST_HEADER = 512;

    private final DeliveryConfig config;
    private final Optional<DeadLetters> file;

    PoisonWard(DeliveryConfig config, Optional<DeadLetters> file) {
        this.config = config;
        this.file = file;
    }

    /** Says whether a parcel is on its way to the dead letter station. */
    boolean isLetter(Parcel parcel) {
        return config.deadLetterStation().filter(parcel.station()::equals).isPresent();
    }

    /** Says whether an event that is dealt with was put with the dead letters, and not left out. */
    boolean keepsLetters() {
        return config.poisonPolicy() == PoisonPolicy.DEAD_LETTER;
    }

    /**
     * Deals with a poisonous event.
     *
     * @param parcel holds this one event
     * @return a parcel for the dead letter station to send instead; empty if the event is dealt with
     * @throws DeliveryException if the policy is to stop, or the event can be put nowhere
     */
    Optional<Parcel> admit(Parcel parcel, Event event, String reason) {
        return switch (config.poisonPolicy()) {
            case STOP -> throw refused(event, reason);
            case SKIP -> {
                LOGGER.warn("Skipped: {} can never be accepted: {}", event, reason);
                yield Optional.empty();
            }
            case DEAD_LETTER -> deadLetter(parcel, event, reason);
        };
    }

    private Optional<Parcel> deadLetter(Parcel parcel, Event event, String reason) {
        boolean stationRefused = isLetter(parcel);
        boolean tooLarge = parcel.bytes() + 2 * LONGEST_HEADER > config.eventMaxBytes();
        if (config.deadLetterStation().isPresent() && !stationRefused && !tooLarge) {
            LOGGER.warn(
                    "To dead letter station {}: {}: {}",
                    config.deadLetterStation().get(),
                    event,
                    reason);
            return Optional.of(letter(parcel, event, reason));
        }
        file.orElseThrow(() -> refused(event, reason + " (and no dead letter place takes it)"))
                .write(event, parcel.items().getFirst().body(), reason);
        LOGGER.warn("To the dead letter file: {}: {}", event, reason);
        return Optional.empty();
    }

    private Parcel letter(Parcel parcel, Event event, String reason) {
        List<EventHeader> headers = List.of(
                new EventHeader("Dead-Letter-Station", event.station()),
                new EventHeader("Dead-Letter-Reason", headerValue(reason)),
                new EventHeader("Dead-Letter-Origin", headerValue(event.origin())));
        return new Parcel(
                config.deadLetterStation().orElseThrow(),
                parcel.items(),
                Form.SINGLE,
                "text/plain",
                headers,
                parcel.rest());
    }

    private static String headerValue(String text) {
        String printable = text.replaceAll("[^\\x20-\\x7e]", "?");
        return printable.length() > LONGEST_HEADER ? printable.substring(0, LONGEST_HEADER) : printable;
    }

    private DeliveryException refused(Event event, String reason) {
        return new DeliveryException("Memphis can never accept " + event + ": " + reason
                + ". Mend the event or the station, or set debezium.sink.memphis.poison.policy to skip or dead-letter"
                + " (now " + name(config.poisonPolicy()) + ")");
    }

    private static String name(PoisonPolicy policy) {
        return policy.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
