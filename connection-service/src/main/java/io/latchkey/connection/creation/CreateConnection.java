package io.latchkey.connection.creation;

import io.latchkey.bootstrap.time.Ids;
import io.latchkey.connection.creation.Replays.Replay;
import io.latchkey.connection.feed.Feed;
import io.latchkey.connection.history.History;
import io.latchkey.connection.lifecycle.ConnectionStatus;
import io.latchkey.connection.peer.Broker;
import io.latchkey.connection.store.Connections;
import io.latchkey.connection.store.StoredConnection;
import io.latchkey.contracts.connection.ConnectionEventType;
import io.latchkey.contracts.credential.AuthorizationOffer;
import io.latchkey.work.Correlation;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

/**
 * Creates a connection. The broker validates the request and begins an authorization; then one transaction commits the
 * connection and its event. If the transaction fails, the authorization expires at its deadline. If the
 * {@code Idempotency-Key} has been used before, the response is the connection that the earlier request created.
 */
@ApplicationScoped
class CreateConnection {
    private final Connections connections;
    private final Broker broker;
    private final Feed feed;
    private final History history;
    private final Replays replays;
    private final RepeatCreation repeatCreation;
    private final DefaultNames defaultNames;
    private final Ids ids;
    private final Clock clock;

    CreateConnection(
            Connections connections,
            Broker broker,
            Feed feed,
            History history,
            Replays replays,
            RepeatCreation repeatCreation,
            DefaultNames defaultNames,
            Ids ids,
            Clock clock) {
        this.connections = connections;
        this.broker = broker;
        this.feed = feed;
        this.history = history;
        this.replays = replays;
        this.repeatCreation = repeatCreation;
        this.defaultNames = defaultNames;
        this.ids = ids;
        this.clock = clock;
    }

    Uni<CreatedConnection> create(Creation creation) {
        return replay(creation)
                .chain(known -> known.isPresent() ? repeatCreation.repeat(creation, known.get()) : first(creation))
                .onFailure(KeyTaken.class)
                .recoverWithUni(
                        () -> replay(creation).chain(known -> repeatCreation.repeat(creation, known.orElseThrow())));
    }

    private Uni<Optional<Replay>> replay(Creation creation) {
        return creation.key()
                .map(key -> Panache.withSession(() -> replays.find(key)))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
    }

    private Uni<CreatedConnection> first(Creation creation) {
        var id = ids.next();
        return broker.begin(creation.authorization(id, creation.name()))
                .chain(offer -> Panache.withTransaction(() -> store(creation, id, offer))
                        .invoke(stored -> Log.infof(
                                "connection created connection=%s provider=%s correlation=%s",
                                id, offer.provider().id(), Correlation.text()))
                        .map(stored -> CreatedConnection.of(stored.view(), offer)));
    }

    private Uni<StoredConnection> store(Creation creation, UUID id, AuthorizationOffer offer) {
        var now = clock.instant();
        var caller = creation.caller();
        var request = creation.request();
        return name(creation, offer)
                .map(name -> StoredConnection.created(
                        id,
                        caller.tenant(),
                        caller.principal().subject(),
                        name,
                        offer.provider(),
                        request.returnUrl(),
                        request.credentialClients(),
                        ConnectionStatus.pending(offer.method(), request.modules(), offer.requested()),
                        now))
                .chain(connections::add)
                .chain(stored -> feed.publish(stored, ConnectionEventType.CREATED, now))
                .call(stored -> history.record(stored, ConnectionEventType.CREATED.type(), caller.principal(), now))
                .call(connections::flush)
                .call(() -> remember(creation, id, offer));
    }

    private Uni<String> name(Creation creation, AuthorizationOffer offer) {
        if (creation.name() != null) {
            return Uni.createFrom().item(creation.name());
        }
        var caller = creation.caller();
        var provider = offer.provider();
        return defaultNames.choose(caller.tenant(), caller.principal().subject(), provider);
    }

    private Uni<Void> remember(Creation creation, UUID id, AuthorizationOffer offer) {
        if (creation.key().isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return replays.remember(creation.key().get(), id, offer.authorizationId())
                .invoke(remembered -> {
                    if (!remembered) {
                        throw new KeyTaken();
                    }
                })
                .replaceWithVoid();
    }

    /** Another request with the same key committed first. The transaction of this request is rolled back. */
    private static final class KeyTaken extends RuntimeException {
        private static final long serialVersionUID = 1;

        KeyTaken() {
            super("idempotency key taken", null, false, false);
        }
    }
}
