package io.latchkey.verifier.work;

import io.latchkey.verifier.schedule.Places;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * The places for concurrent work, with a maximum for each provider. After a failure there is only one place, until a
 * piece of work succeeds.
 */
final class Window {
    private final int places;
    private final int perProvider;
    private final Map<String, Integer> taken = new HashMap<>();
    private final CompletableFuture<Void> emptied = new CompletableFuture<>();
    private int running;
    private boolean isTroubled;
    private boolean isClosed;

    Window(int places, int perProvider) {
        if (places < 1 || perProvider < 1) {
            throw new IllegalArgumentException("the number of slots is not positive: " + Math.min(places, perProvider));
        }
        this.places = places;
        this.perProvider = perProvider;
    }

    synchronized Places places() {
        var free = isClosed ? 0 : (isTroubled ? 1 : places) - running;
        return new Places(Math.max(0, free), perProvider, taken);
    }

    /** Takes a place for each of these providers. */
    synchronized void take(Collection<String> providers) {
        running += providers.size();
        providers.forEach(provider -> taken.merge(provider, 1, Integer::sum));
    }

    /** Whether one of these providers has no place left. */
    synchronized boolean isAnyFull(Collection<String> providers) {
        return providers.stream().anyMatch(provider -> taken.getOrDefault(provider, 0) >= perProvider);
    }

    /** Releases a place. */
    synchronized void leave(String provider, boolean succeeded) {
        running--;
        taken.computeIfPresent(provider, (key, count) -> count == 1 ? null : count - 1);
        isTroubled = !succeeded;
        completeIfEmptied();
    }

    /** Provides no more places. */
    synchronized void close() {
        isClosed = true;
    }

    /** Completes when the window is closed and no place is taken. */
    synchronized CompletableFuture<Void> emptied() {
        completeIfEmptied();
        return emptied;
    }

    private void completeIfEmptied() {
        if (isClosed && running == 0) {
            emptied.complete(null);
        }
    }
}
