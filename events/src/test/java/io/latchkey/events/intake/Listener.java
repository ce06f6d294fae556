package io.latchkey.events.intake;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/** A service's consumers, which note what they are given and fail as often as they are told to. */
@ApplicationScoped
class Listener {
    static final String POISON = "poison";

    record Text(String text) {}

    private final FactIntake facts;
    private final FeedIntake feed;
    private final Notes notes;
    private final List<IncomingEvent<Text>> heard = new CopyOnWriteArrayList<>();
    private final List<FeedRecord<Text>> followed = new CopyOnWriteArrayList<>();
    private final AtomicInteger failuresLeft = new AtomicInteger();

    Listener(FactIntake facts, FeedIntake feed, Notes notes) {
        this.facts = facts;
        this.feed = feed;
        this.notes = notes;
    }

    @Incoming("credential-facts")
    Uni<Void> hear(Message<byte[]> message) {
        return facts.consume(message, Text.class, event -> failing()
                .chain(() -> notes.write(event.id(), event.data().text()))
                .invoke(() -> heard.add(event)));
    }

    @Incoming("connections")
    Uni<Void> follow(Message<byte[]> message) {
        return feed.consume(message, Text.class, record -> failing()
                .invoke(() -> obey(record))
                .invoke(() -> followed.add(record)));
    }

    /** A rule that has a fault for some input, as any may have. */
    private static void obey(FeedRecord<Text> record) {
        if (record.event() != null && record.event().data().text().equals(POISON)) {
            throw new NullPointerException("a fault of the rule");
        }
    }

    void failNext(int times) {
        failuresLeft.set(times);
    }

    List<IncomingEvent<Text>> eventsOf(UUID key) {
        return heard.stream().filter(event -> event.key().equals(key)).toList();
    }

    List<String> heardOf(UUID key) {
        return eventsOf(key).stream().map(event -> event.data().text()).toList();
    }

    List<FeedRecord<Text>> followedOf(UUID key) {
        return followed.stream().filter(record -> record.key().equals(key)).toList();
    }

    private Uni<Void> failing() {
        return failuresLeft.getAndUpdate(left -> Math.max(0, left - 1)) > 0
                ? Uni.createFrom().failure(new IOException("the database is away"))
                : Uni.createFrom().voidItem();
    }
}
