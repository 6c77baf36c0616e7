package dev.memphis.connect;

import dev.memphis.connect.SharedOutlet.Lease;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

/**
 * The outlets of a worker. Tasks with the same gateway, user and way of delivery share one. Those that cannot share log in one
 * after the other, each while the others hold still: the engine sees to that. Safe for use by several threads.
 */
final class Outlets {
    private static final Duration QUIET = Duration.ofSeconds(5);

    /** Opens an outlet: logs in and proves the user's rights. */
    interface Opener {
        /** @throws RuntimeException if the gateway refuses the user */
        Outlet open(ConnectConfig config) throws InterruptedException;
    }

    private final Opener opener;
    private final List<SharedOutlet> all = new ArrayList<>();
    private final Executor background = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("memphis-connect-outlet-", 0).factory());

    Outlets(Opener opener) {
        this.opener = opener;
    }

    /** Returns the use of an outlet, which may not be open yet. */
    synchronized Lease join(ConnectConfig config) {
        OutletKey key = OutletKey.of(config);
        for (SharedOutlet shared : all) {
            if (shared.key().equals(key) && shared.joinable()) {
                return shared.lease();
            }
        }
        SharedOutlet fresh = new SharedOutlet(key);
        all.add(fresh);
        Lease lease = fresh.lease();
        background.execute(() -> open(fresh, config));
        return lease;
    }

    private void open(SharedOutlet fresh, ConnectConfig config) {
        try {
            fresh.opened(opener.open(config));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            fresh.failed(new IllegalStateException("interrupted while logging in", e));
        } catch (RuntimeException e) {
            fresh.failed(e);
        }
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
            background.execute(() -> closeQuietly(shared));
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
}
