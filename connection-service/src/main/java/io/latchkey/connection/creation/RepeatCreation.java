package io.latchkey.connection.creation;

import io.latchkey.connection.creation.Replays.Replay;
import io.latchkey.connection.peer.Broker;
import io.latchkey.connection.store.Connections;
import io.latchkey.connection.store.StoredConnection;
import io.latchkey.contracts.connection.ConnectionState;
import io.latchkey.contracts.credential.LinkRequest;
import io.latchkey.work.failure.Conflict;
import io.latchkey.work.failure.Unprocessable;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Handles a creation request whose key has been used before. The response is the connection that the earlier request
 * created and, while that connection is {@code PENDING}, a new link: only a hash of the old link's token is stored.
 */
@ApplicationScoped
class RepeatCreation {
    private final Connections connections;
    private final Broker broker;
    private final Replays replays;

    RepeatCreation(Connections connections, Broker broker, Replays replays) {
        this.connections = connections;
        this.broker = broker;
        this.replays = replays;
    }

    Uni<CreatedConnection> repeat(Creation creation, Replay replay) {
        var key = creation.key().orElseThrow();
        if (!replay.requestHash().equals(key.requestHash())) {
            throw new Unprocessable(
                    "idempotency-key-reused",
                    "Idempotency-Key reused",
                    "Idempotency-Key",
                    "This key was used for another request.",
                    "Use a new key for a new request, and the same body for a repetition.");
        }
        return Panache.withSession(() -> connections.find(key.tenant(), replay.connectionId()))
                .chain(stored -> answer(creation, key, stored, replay));
    }

    private Uni<CreatedConnection> answer(
            Creation creation, IdempotencyKey key, StoredConnection stored, Replay replay) {
        if (stored.deleted()) {
            throw new Conflict(
                    "connection-deleted",
                    "The connection that was created with this Idempotency-Key has been deleted.",
                    "Use a new key to create another connection.");
        }
        return stored.state() == ConnectionState.PENDING
                ? link(creation, key, stored, replay)
                : Uni.createFrom().item(new CreatedConnection(stored.view(), null));
    }

    private Uni<CreatedConnection> link(Creation creation, IdempotencyKey key, StoredConnection stored, Replay replay) {
        return broker.renew(replay.authorizationId(), new LinkRequest(stored.id(), stored.tenant(), key.principal()))
                .chain(renewed -> renewed.isPresent()
                        ? Uni.createFrom().item(renewed.get())
                        : broker.begin(creation.authorization(stored.id(), stored.name()))
                                .call(offer ->
                                        Panache.withTransaction(() -> replays.move(key, offer.authorizationId()))))
                .map(offer -> CreatedConnection.of(stored.view(), offer));
    }
}
