package io.latchkey.work.sweep;

import io.latchkey.work.Detached;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs due work of one kind, each item independently.
 *
 * <ol>
 *   <li>A provider never uses more than its own slots, so a slow provider delays only its own items.
 *   <li>A provider without running items always gets a slot, however busy the others are.
 *   <li>The remaining slots are shared evenly.
 * </ol>
 */
public final class DueWork {
    private final String what;
    private final int places;
    private final int placesPerProvider;
    private final Detached detached;
    private final Map<String, Integer> running = new ConcurrentHashMap<>();

    /**
     * @param what is done, for the log
     * @param places how many items run at once; a provider without running items gets one more
     * @param placesPerProvider how many of them one provider may have
     */
    public DueWork(String what, int places, int placesPerProvider, Detached detached) {
        this.what = what;
        this.places = places;
        this.placesPerProvider = placesPerProvider;
        this.detached = detached;
    }

    /** How many items of each of these providers may start now; a provider without a free place is left out. */
    public Map<String, Integer> places(Collection<String> providers) {
        var places = new LinkedHashMap<String, Integer>();
        var left = Math.max(0, this.places - running());
        var sharing = providers.size();
        for (var provider : busiestFirst(providers)) {
            var share = Math.max(left / sharing--, running(provider) == 0 ? 1 : 0);
            var granted = Math.min(share, placesPerProvider - running(provider));
            if (granted > 0) {
                places.put(provider, granted);
                left = Math.max(0, left - granted);
            }
        }
        return places;
    }

    /** Starts {@code work}; {@code postpone} follows if it fails. Completes, without failure, when both are over. */
    public CompletableFuture<Void> start(
            String provider, Supplier<Uni<Void>> work, Function<Throwable, Uni<Void>> postpone) {
        running.merge(provider, 1, Integer::sum);
        return detached.start(() -> work.get()
                        .onFailure()
                        .invoke(failure -> Log.warnf("%s is retried cause=%s", what, failure.getMessage()))
                        .onFailure()
                        .recoverWithUni(failure -> postpone.apply(failure)))
                .handle((done, failure) -> ended(provider));
    }

    private @Nullable Void ended(String provider) {
        running.computeIfPresent(provider, (key, count) -> count == 1 ? null : count - 1);
        return null;
    }

    /** Whether at least half of a provider's places are free, so that a further claim is worth its query. */
    boolean isHalfFree(String provider) {
        return running(provider) <= placesPerProvider / 2;
    }

    private Iterable<String> busiestFirst(Collection<String> providers) {
        return providers.stream()
                .sorted(Comparator.<String>comparingInt(this::running).reversed())
                .toList();
    }

    private int running(String provider) {
        return running.getOrDefault(provider, 0);
    }

    private int running() {
        return running.values().stream().mapToInt(Integer::intValue).sum();
    }
}
