package io.latchkey.verifier.work;

import io.latchkey.verifier.schedule.Claim;
import io.latchkey.verifier.schedule.Places;
import io.latchkey.work.Detached;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A sliding window over due rows. This is not a {@code Sweep}, which claims a row by moving its due time. Here, a claim
 * has an owner, so that the caller of an on-demand check can wait for its result, and a place is filled as soon as it
 * is free.
 *
 * <ol>
 *   <li>Rows are claimed only for free places, one claim statement at a time. Work on a row begins when it is claimed.
 *   <li>Each piece of work ends independently of the others. If more rows may be due, its place is filled immediately.
 *   <li>After a failure, the row is claimed again when its lease has expired, and the window has one place until work
 *       succeeds, so that no provider is asked for results that cannot be published.
 * </ol>
 */
public final class Lane {
    private final String name;
    private final Window window;
    private final Detached detached;
    private final Function<Places, Uni<List<Claim>>> claims;
    private final Function<Claim, Uni<Void>> work;

    private CompletableFuture<Void> claiming = CompletableFuture.completedFuture(null);
    private boolean isAskedAgain;
    private volatile boolean mayBeMore;

    /** @param work completes when its claim is settled */
    public Lane(
            String name,
            int places,
            int perProvider,
            Detached detached,
            Function<Places, Uni<List<Claim>>> claims,
            Function<Claim, Uni<Void>> work) {
        this.name = name;
        this.window = new Window(places, perProvider);
        this.detached = detached;
        this.claims = claims;
        this.work = work;
    }

    /** Claims due rows for the free places. If a claim is already running, another one follows it. */
    public synchronized void fill() {
        if (!claiming.isDone()) {
            isAskedAgain = true;
            return;
        }
        isAskedAgain = false;
        var places = window.places();
        if (places.free() > 0) {
            claiming = detached.start(() -> claims.apply(places))
                    .handle((claimed, failure) -> begin(places, claimed, failure));
            claiming.thenRun(this::fillAgain);
        }
    }

    /** Stops claiming. Completes when all claimed rows are settled or have failed. */
    public synchronized CompletableFuture<Void> stop() {
        window.close();
        return claiming.thenCompose(ignored -> window.emptied());
    }

    private synchronized void fillAgain() {
        if (isAskedAgain) {
            fill();
        }
    }

    private @Nullable Void begin(Places places, @Nullable List<Claim> claimed, @Nullable Throwable failure) {
        if (claimed == null) {
            mayBeMore = false;
            Log.warnf("claim failed, retrying lane=%s cause=%s", name, String.valueOf(failure));
            return null;
        }
        var providers = claimed.stream().map(claim -> claim.grant().provider()).toList();
        window.take(providers);
        mayBeMore = claimed.size() == places.free() || window.isAnyFull(providers);
        for (var claim : claimed) {
            detached.start(() -> work.apply(claim)).whenComplete((done, problem) -> end(claim, problem));
        }
        return null;
    }

    private void end(Claim claim, @Nullable Throwable failure) {
        window.leave(claim.grant().provider(), failure == null);
        if (failure != null) {
            Log.warnf(
                    failure,
                    "claim released lane=%s connection=%s",
                    name,
                    claim.grant().connectionId());
        } else if (mayBeMore) {
            fill();
        }
    }
}
