package dev.memphis.delivery.options;

import dev.memphis.delivery.event.StationNames;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The sink's whole configuration, validated. Immutable.
 *
 * @param names how the host's users write the options; for every message that names one
 * @param progressInterval how often a progress line is logged while events flow
 * @param readinessInterval how often an idle host looks whether the gateway is there; empty means never
 */
public record MemphisConfig(
        OptionNames names,
        GatewayConfig gateway,
        Credentials credentials,
        EventConfig events,
        DeliveryConfig delivery,
        ReceiptConfig receipts,
        Duration progressInterval,
        Optional<Duration> readinessInterval) {
    /** Returns how topics become stations, those for receipts and dead letters excepted; for one thread. */
    public StationNames stationNames() {
        return new StationNames(events.station(), events.stationPrefix(), names.of("station"), ownStations());
    }

    /** Returns the stations that hold no events of the source, each with the option that names it. */
    public Map<String, String> ownStations() {
        Map<String, String> own = new LinkedHashMap<>();
        if (receipts.enabled()) {
            own.put(receipts.station().toLowerCase(Locale.ROOT), names.of("receipt.station"));
        }
        delivery.deadLetterStation()
                .ifPresent(station -> own.put(station.toLowerCase(Locale.ROOT), names.of("dead.letter.station")));
        return own;
    }
}
