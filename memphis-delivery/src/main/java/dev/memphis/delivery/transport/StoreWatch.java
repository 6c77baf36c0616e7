package dev.memphis.delivery.transport;

import dev.memphis.delivery.options.StoreFile;
import dev.memphis.delivery.options.TlsConfig;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks every so often whether certificate and key files were renewed, and has them read again. Files are looked at on a
 * thread of Vert.x' that may be held up; everything else is confined to the loop.
 */
final class StoreWatch {
    private static final Logger LOGGER = LoggerFactory.getLogger(StoreWatch.class);

    /** What changes of a file when it is renewed; symbolic links are followed, as those of a Kubernetes secret must be. */
    private record Stamp(FileTime modified, long size) {
        static Stamp of(Path path) {
            try {
                return new Stamp(Files.getLastModifiedTime(path), Files.size(path));
            } catch (IOException e) {
                // Somebody is about to put another one there.
                return new Stamp(FileTime.fromMillis(0), -1);
            }
        }
    }

    private final VertxLoop loop;
    private final List<Path> files;
    private final Duration interval;
    private final Supplier<Future<?>> reload;
    private List<Stamp> read;
    private boolean told;
    private boolean stopped;

    /**
     * @param interval between looks
     * @param reload reads the files again, for connections that are made from then on
     */
    StoreWatch(VertxLoop loop, TlsConfig tls, Duration interval, Supplier<Future<?>> reload) {
        this.loop = loop;
        this.files = Stream.of(tls.trustStore(), tls.keyStore())
                .flatMap(Optional::stream)
                .flatMap(StoreWatch::files)
                .toList();
        this.interval = interval;
        this.reload = reload;
        this.read = stamps();
    }

    private static Stream<Path> files(StoreFile store) {
        return Stream.concat(Stream.of(store.path()), store.key().stream());
    }

    /** Begins to look; does nothing if there are no files. */
    void start() {
        if (!files.isEmpty()) {
            loop.schedule(interval, this::look);
        }
    }

    void stop() {
        stopped = true;
    }

    private void look() {
        if (!stopped) {
            loop.vertx().executeBlocking(this::stamps).onSuccess(this::seen).onComplete(ignored -> start());
        }
    }

    private List<Stamp> stamps() {
        List<Stamp> stamps = new ArrayList<>();
        files.forEach(file -> stamps.add(Stamp.of(file)));
        return List.copyOf(stamps);
    }

    private void seen(List<Stamp> now) {
        if (stopped || now.equals(read)) {
            return;
        }
        reload.get()
                .onSuccess(ignored -> {
                    read = now;
                    told = false;
                    LOGGER.info("Certificates were renewed: new connections to the gateway use {}", files);
                })
                .onFailure(cause -> {
                    // Perhaps one of two files is not written yet: the next look tries again.
                    if (!told) {
                        told = true;
                        TransportNotices.CERTIFICATES_UNUSABLE.warn(LOGGER, cause.getMessage(), files);
                    }
                });
    }
}
