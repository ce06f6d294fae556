/**
 * How facts travel: CloudEvents 1.0 over Kafka in binary mode, JSON data, the connection's id as the key.
 *
 * <p><em>Telling.</em> {@link io.latchkey.events.outbox.Outbox} for what cannot be done twice,
 * {@link io.latchkey.events.publish.FactPublisher} for what can. <em>Hearing.</em>
 * {@link io.latchkey.events.intake.FactIntake} for facts, {@link io.latchkey.events.intake.FeedIntake} for a projection
 * that keeps its own offsets.
 *
 * <p>The module brings the tables ({@code db/migration/V0001__events.sql}; a service's own migrations begin with
 * {@code V0100}) and the defaults of every incoming channel ({@code META-INF/microprofile-config.properties}): bytes for
 * key and value, {@code read_committed}, from the earliest offset, offsets committed once processed with no age limit, a dead
 * replica's share taken over after ten seconds,
 * no health check. Unreadable records go to {@code latchkey.dead-letter.v1}. A service adds, for each channel of facts,
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
 *         facts = intake.subscribe(Topics.CREDENTIAL_FACTS, CredentialFact.class, event -&gt; useCase.apply(event.data()));
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
