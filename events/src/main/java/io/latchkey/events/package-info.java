/**
 * Facts and events in Kafka: CloudEvents 1.0 in binary mode, JSON data, the connection's id as the key.
 *
 * <p><em>Producers.</em> {@link io.latchkey.events.outbox.Outbox} for events of operations that cannot be repeated,
 * {@link io.latchkey.events.publish.FactPublisher} for others. <em>Consumers.</em> {@link
 * io.latchkey.events.intake.FactIntake} for facts, {@link io.latchkey.events.intake.FeedIntake} for a projection that
 * stores its own offsets.
 *
 * <p>The module contains the tables ({@code db/migration/V0001__events.sql}; a service's own migrations begin with
 * {@code V0100}) and the defaults of every incoming channel ({@code META-INF/microprofile-config.properties}): bytes
 * for
 * key and value, {@code read_committed}, from the earliest offset, offsets committed after processing without an age
 * limit, partitions of a crashed replica reassigned after ten seconds, no health check. Unreadable records go to {@code
 * latchkey.dead-letter.v1}. A service adds, for each channel of facts,
 *
 * <pre>
 * mp.messaging.incoming.credential-facts.topic=latchkey.credential-facts.v1
 * </pre>
 *
 * and for the public feed
 *
 * <pre>
 * mp.messaging.incoming.connections.topic=latchkey.connections.v1
 * mp.messaging.incoming.connections.commit-strategy=ignore
 * mp.messaging.incoming.connections.consumer-rebalance-listener.name=feed-positions
 * </pre>
 *
 * and consumes with
 *
 * <pre>
 * &#64;Startup
 * &#64;ApplicationScoped
 * class Facts {
 *     Facts(FactIntake intake, UseCase useCase) {
 *         facts = intake.subscribe(Topics.CREDENTIAL_FACTS, CredentialFact.class, event -&gt;
 *         useCase.apply(event.data()));
 *     }
 *
 *     &#64;Incoming("credential-facts")
 *     Uni&lt;Void&gt; consume(Message&lt;byte[]&gt; message) {
 *         return facts.apply(message);
 *     }
 * }
 * </pre>
 *
 * The consumer group is {@code quarkus.application.name}, which is also the CloudEvents {@code source}
 * ({@code /latchkey/<name>}).
 */
@NullMarked
package io.latchkey.events;

import org.jspecify.annotations.NullMarked;
