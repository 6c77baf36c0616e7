package dev.memphis.benchmark.cell;

import dev.memphis.benchmark.wire.Arrivals;
import dev.memphis.benchmark.wire.EventMarker;
import dev.memphis.emulator.EmulatorOptions;
import dev.memphis.emulator.MemphisEmulator;
import dev.memphis.emulator.broker.Message;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The emulator, in this process. An event has arrived when its station holds it. */
final class EmulatorReceiver implements GatewayReceiver {
    private static final String STATION = "benchmark";

    private final MemphisEmulator emulator = MemphisEmulator.start(EmulatorOptions.defaults()
            .withUser(Sink.USER, Sink.PASSWORD)
            .withStation(STATION)
            .withRecorded(0));

    @Override
    public URI gateway() {
        return emulator.gatewayUri();
    }

    @Override
    public String station() {
        return STATION;
    }

    @Override
    public long count() {
        return emulator.stations().count(STATION);
    }

    @Override
    public Arrived arrived() {
        List<Message> messages = emulator.stations().messages(STATION);
        return messages.isEmpty()
                ? new Arrived(0, 0, 0)
                : new Arrived(
                        messages.size(),
                        micros(messages.getFirst().arrived()),
                        micros(messages.getLast().arrived()));
    }

    private static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    @Override
    public long[] latencies() {
        Arrivals arrivals = new Arrivals();
        for (Message message : emulator.stations().messages(STATION)) {
            byte[] data = message.data();
            EventMarker.find(data, 0, data.length, committed -> arrivals.event(committed, micros(message.arrived())));
        }
        return arrivals.latencies();
    }

    @Override
    public @Nullable Long requests() {
        return null;
    }

    @Override
    public void close() {
        emulator.close();
    }
}
