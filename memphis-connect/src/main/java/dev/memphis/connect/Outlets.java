package dev.memphis.connect;

import dev.memphis.connect.SharedOutlet.Lease;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The outlets of a worker. Tasks with the same gateway, user and way of delivery share one. A log-in while others produce
 * can crash the gateway (contract, "Authenticate and refresh"), so log-ins happen one after the other, each while the
 * worker's other outlets to the same gateway hold still. Safe for use by several threads.
 */
final class Outlets {
    private static final Logger LOGGER = LoggerFactory.getLogger(Outlets.class);
    private static final Duration QUIET = Duration.ofSeconds(5);

    /** Opens an outlet: logs in and proves the user's rights. */
    interface Opener {
        /** @throws RuntimeException if the gateway refuses the user */
        Outlet open(ConnectConfig config) throws InterruptedException;
    }

    private final Opener opener;
    private final List<SharedOutlet> all = new ArrayList<>();
    private final ExecutorService turns = oneByOne();

    Outlets(Opener opener) {
        this.opener = opener;
    }

    private static ExecutorService oneByOne() {
        ThreadPoolExecutor turns =
                new ThreadPoolExecutor(1, 1, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), job -> {
                    Thread thread = new Thread(job, "memphis-connect-log-in");
                    thread.setDaemon(true);
                    return thread;
                });
        turns.allowCoreThreadTimeOut(true);
        return turns;
    }

    /** Returns the use of an outlet, which may not be open yet. */
    synchronized Lease join(ConnectConfig config) {
        OutletKey key = OutletKey.of(config);
        for (SharedOutlet shared : all) {
            if (shared.key().equals(key) && shared.joinable()) {
                return shared.lease();
            }
        }
        warning(config, all.stream().map(SharedOutlet::key).toList()).ifPresent(LOGGER::warn);
        SharedOutlet fresh = new SharedOutlet(key);
        all.add(fresh);
        Lease lease = fresh.lease();
        turns.execute(() -> open(fresh, config));
        return lease;
    }

    /** Returns what to say of a task that logs in beside others of its worker; empty where nothing speaks against it. */
    static Optional<String> warning(ConnectConfig config, List<OutletKey> others) {
        OutletKey key = OutletKey.of(config);
        return others.stream()
                .flatMap(other -> key.apartFrom(other).stream())
                .findFirst()
                .map(
                        differences -> "Task " + config.name()
                                + " logs in by itself though another connector of this worker has logged in"
                                + " to the same gateway as user '"
                                + key.credentials().username()
                                + "': they differ in " + differences
                                + ". Each log-in makes the other one send again what is not"
                                + " proved, and tokens that are renewed at one time can crash the gateway: give both equal options, or a user each");
    }

    /**
     * Ends the use of an outlet.
     *
     * @param underWay whether events of this task are under way that somebody else will deliver from now on: then the
     *     outlet ends at once, or they could arrive behind newer ones; its other users offer theirs again
     */
    void leave(Lease lease, boolean underWay) {
        SharedOutlet shared = lease.shared();
        boolean last = shared.leave(lease);
        if (last || underWay) {
            close(shared);
        } else if (shared.founderHasLeft()) {
            // The founder's receipt station goes with it, perhaps to another worker.
            shared.retire();
            turns.execute(() -> closeQuietly(shared));
        }
    }

    private void close(SharedOutlet shared) {
        shared.close();
        synchronized (this) {
            all.remove(shared);
        }
    }

    private void closeQuietly(SharedOutlet shared) {
        try {
            shared.drain(QUIET);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        close(shared);
    }

    private void open(SharedOutlet fresh, ConnectConfig config) {
        List<SharedOutlet> others = othersAt(fresh);
        others.forEach(other -> other.hold(true));
        try {
            for (SharedOutlet other : others) {
                other.drain(QUIET);
            }
            fresh.opened(opener.open(config));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            fresh.failed(new IllegalStateException("interrupted while logging in", e));
        } catch (RuntimeException e) {
            fresh.failed(e);
        } finally {
            others.forEach(other -> other.hold(false));
        }
    }

    private synchronized List<SharedOutlet> othersAt(SharedOutlet fresh) {
        return all.stream()
                .filter(other -> other != fresh && other.key().meets(fresh.key()))
                .toList();
    }
}
