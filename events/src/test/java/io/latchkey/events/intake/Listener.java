package io.latchkey.events.intake;

import io.latchkey.contracts.Topics;
import io.latchkey.events.record.FeedRecord;
import io.latchkey.events.record.IncomingEvent;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jspecify.annotations.Nullable;

/** A service's consumers, which note what they are given and fail as often as they are told to. */
@Startup
@ApplicationScoped
class Listener {
    static final String POISON = "poison";

    enum Tone {
        CALM
    }

    record Text(String text, @Nullable Tone tone) {
        Text(String text) {
            this(text, null);
        }
    }

    private final Function<Message<byte[]>, Uni<Void>> facts;
    private final Function<Message<byte[]>, Uni<Void>> feed;
    private final List<IncomingEvent<Text>> heard = new CopyOnWriteArrayList<>();
    private final List<FeedRecord<Text>> followed = new CopyOnWriteArrayList<>();
    private final AtomicInteger failuresLeft = new AtomicInteger();
    private volatile boolean isMended;

    Listener(FactIntake factIntake, FeedIntake feedIntake, Notes notes) {
        facts = factIntake.subscribe(Topics.CREDENTIAL_FACTS, Text.class, event -> failing()
                .invoke(() -> obey(event.data()))
                .chain(() -> notes.write(event.id(), event.data().text()))
                .invoke(() -> heard.add(event)));
        feed = feedIntake.subscribe(Topics.CONNECTIONS, Text.class, record -> failing()
                .invoke(() -> obey(textOf(record)))
                .invoke(() -> followed.add(record)));
    }

    @Incoming("credential-facts")
    Uni<Void> hear(Message<byte[]> message) {
        return facts.apply(message);
    }

    @Incoming("connections")
    Uni<Void> follow(Message<byte[]> message) {
        return feed.apply(message);
    }

    /** As a newer release would be. */
    void mend(boolean mended) {
        isMended = mended;
    }

    /** A rule that has a fault for some input, as any may have. */
    private void obey(@Nullable Text text) {
        if (!isMended && text != null && text.text().equals(POISON)) {
            throw new NullPointerException("a fault of the rule");
        }
    }

    private static @Nullable Text textOf(FeedRecord<Text> record) {
        return record.event() == null ? null : record.event().data();
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
