package io.latchkey.events.publish;

import io.latchkey.events.OutgoingEvent;
import io.latchkey.events.cloudevents.EventEncoder;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Publishes at once, without an outbox: for anyone who can find out again what was not published.
 *
 * <p>The {@link Uni} completes when Kafka has the record, on the Vert.x context that subscribed, and fails within ten
 * seconds otherwise. The record may have arrived even so: publish it again under the same event id.
 */
@ApplicationScoped
public class FactPublisher {
    private final EventEncoder encoder;
    private final RecordSender sender;

    FactPublisher(EventEncoder encoder, RecordSender sender) {
        this.encoder = encoder;
        this.sender = sender;
    }

    public Uni<Void> publish(OutgoingEvent event) {
        return Uni.createFrom().deferred(() -> sender.send(encoder.encode(event)));
    }
}
