package io.latchkey.work.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.work.Detached;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DueWorkTest {
    private final Vertx vertx = Vertx.vertx();
    private final DueWork work = new DueWork("work", 10, 4, new Detached(vertx));
    private final List<CompletableFuture<Void>> running = new ArrayList<>();

    @AfterEach
    void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void aProviderHasItsOwnPlaces() {
        assertThat(work.places(Set.of("a"))).containsEntry("a", 4);
    }

    @Test
    void thePlacesAreSharedEvenly() {
        assertThat(work.places(Set.of("a", "b", "c", "d", "e")).values()).containsOnly(2);
    }

    @Test
    void aProviderWithAllPlacesTakenGetsNone() {
        assertThat(start("a", 4)).hasSize(4);

        assertThat(work.places(List.of("a", "b"))).doesNotContainKey("a").containsEntry("b", 4);
    }

    @Test
    void aProviderWithNothingRunningGetsAPlaceHoweverBusyTheOthersAre() {
        assertThat(start("a", 4)).hasSize(4);
        assertThat(start("b", 4)).hasSize(4);
        assertThat(start("c", 2)).hasSize(2);

        assertThat(work.places(List.of("a", "b", "c", "d")))
                .containsOnlyKeys("d")
                .containsEntry("d", 1);
    }

    @Test
    void whatEndsGivesItsPlaceBack() {
        var ended = start("a", 4);
        running.forEach(item -> item.complete(null));
        ended.forEach(CompletableFuture::join);

        assertThat(work.places(Set.of("a"))).containsEntry("a", 4);
    }

    @Test
    void whatFailsIsPostponedAndGivesItsPlaceBack() {
        var postponed = new CompletableFuture<Void>();

        work.start("a", () -> Uni.createFrom().failure(new IllegalStateException("down")), failure -> {
                    postponed.complete(null);
                    return Uni.createFrom().failure(new IllegalStateException("the database too"));
                })
                .join();

        assertThat(postponed).isCompleted();
        assertThat(work.places(Set.of("a"))).containsEntry("a", 4);
    }

    private List<CompletableFuture<Void>> start(String provider, int items) {
        return IntStream.range(0, items)
                .mapToObj(i -> {
                    var item = new CompletableFuture<Void>();
                    running.add(item);
                    return work.start(
                            provider, () -> Uni.createFrom().completionStage(item), failure -> Uni.createFrom()
                                    .voidItem());
                })
                .toList();
    }
}
