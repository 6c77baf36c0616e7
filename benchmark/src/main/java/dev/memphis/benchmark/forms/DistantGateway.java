package dev.memphis.benchmark.forms;

import dev.memphis.benchmark.wire.DelayProxy;
import dev.memphis.benchmark.wire.InstantGateway;
import dev.memphis.emulator.EmulatorOptions;
import dev.memphis.emulator.MemphisEmulator;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A gateway at some distance, fresh for each measurement. */
final class DistantGateway implements AutoCloseable {
    /** Which gateway answers. */
    enum Type {
        /** Decodes and encodes batches as the real one does: there batches are not always the better choice. */
        EMULATOR,
        /** Costs next to nothing, whatever the form. */
        INSTANT
    }

    private final AutoCloseable gateway;
    private final @Nullable DelayProxy proxy;
    private final URI uri;

    private DistantGateway(AutoCloseable gateway, @Nullable DelayProxy proxy, URI uri) {
        this.gateway = gateway;
        this.proxy = proxy;
        this.uri = uri;
    }

    static DistantGateway start(Type type, Duration roundTrip) throws IOException {
        if (type == Type.INSTANT) {
            InstantGateway gateway = InstantGateway.start();
            return at(gateway, gateway.uri(), roundTrip);
        }
        MemphisEmulator emulator = MemphisEmulator.start(EmulatorOptions.defaults()
                .withUser(SinkCore.USER, SinkCore.PASSWORD)
                .withStrict(true)
                .withRecorded(0));
        return at(emulator, emulator.gatewayUri(), roundTrip);
    }

    private static DistantGateway at(AutoCloseable gateway, URI uri, Duration roundTrip) throws IOException {
        if (roundTrip.isZero()) {
            return new DistantGateway(gateway, null, uri);
        }
        DelayProxy proxy = DelayProxy.start(uri, roundTrip);
        return new DistantGateway(gateway, proxy, proxy.uri());
    }

    URI uri() {
        return uri;
    }

    @Override
    public void close() throws Exception {
        if (proxy != null) {
            proxy.close();
        }
        gateway.close();
    }
}
