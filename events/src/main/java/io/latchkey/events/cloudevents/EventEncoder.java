package io.latchkey.events.cloudevents;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.latchkey.events.EventJson;
import io.latchkey.events.OutgoingEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Makes Kafka records of events: CloudEvents 1.0, binary mode. */
@ApplicationScoped
public class EventEncoder {
    private final URI source;

    public EventEncoder(@ConfigProperty(name = "quarkus.application.name") String application) {
        this.source = URI.create("/latchkey/" + application);
    }

    public ProducerRecord<byte[], byte[]> encode(OutgoingEvent event) {
        var data = event.data() == null ? null : EventJson.write(event.data());
        return encode(
                event.topic(),
                event.key(),
                event.eventId(),
                event.type(),
                event.time(),
                event.correlatedExtensions(),
                data);
    }

    /** As {@link #encode(OutgoingEvent)}, with data that is JSON already. */
    public ProducerRecord<byte[], byte[]> encode(
            String topic,
            UUID key,
            UUID id,
            String type,
            Instant time,
            Map<String, String> extensions,
            @Nullable String json) {
        var keyBytes = key.toString().getBytes(UTF_8);
        if (json == null) {
            return new ProducerRecord<>(topic, keyBytes, null);
        }
        var event = CloudEventBuilder.v1()
                .withId(id.toString())
                .withSource(source)
                .withType(type)
                .withTime(time.atOffset(ZoneOffset.UTC))
                .withData("application/json", json.getBytes(UTF_8));
        extensions.forEach(event::withExtension);
        return KafkaMessageFactory.createWriter(topic, keyBytes).writeBinary(event.build());
    }
}
