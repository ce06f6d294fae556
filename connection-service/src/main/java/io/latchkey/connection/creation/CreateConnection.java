package io.latchkey.connection.creation;

import io.latchkey.connection.Connection;
import io.latchkey.connection.ConnectionRules;
import io.latchkey.connection.Connections;
import io.latchkey.connection.StoredConnection;
import io.latchkey.connection.creation.Replays.Replay;
import io.latchkey.connection.feed.Feed;
import io.latchkey.connection.history.History;
import io.latchkey.connection.lifecycle.Standing;
import io.latchkey.connection.sibling.Broker;
import io.latchkey.contracts.connection.ConnectionEventType;
import io.latchkey.contracts.connection.ConnectionState;
import io.latchkey.contracts.credential.AuthorizationOffer;
import io.latchkey.contracts.credential.AuthorizationRequest;
import io.latchkey.contracts.credential.LinkRequest;
import io.latchkey.edge.caller.Caller;
import io.latchkey.edge.problem.Problem;
import io.latchkey.edge.text.Texts;
import io.latchkey.edge.time.Ids;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Makes a connection: the broker validates and begins an authorization, then connection and event are committed. If that
 * fails, the authorization dies by its deadline. A key used before gives the connection it made.
 */
@ApplicationScoped
class CreateConnection {
    private final Connections connections;
    private final Broker broker;
    private final Feed feed;
    private final History history;
    private final Replays replays;
    private final Ids ids;
    private final Clock clock;

    CreateConnection(
            Connections connections,
            Broker broker,
            Feed feed,
            History history,
            Replays replays,
            Ids ids,
            Clock clock) {
        this.connections = connections;
        this.broker = broker;
        this.feed = feed;
        this.history = history;
        this.replays = replays;
        this.ids = ids;
        this.clock = clock;
    }

    Uni<CreatedConnection> create(Caller caller, NewConnection request, @Nullable String idempotencyKey) {
        var name = request.name() == null
                ? null
                : Texts.requireName("name", request.name(), ConnectionRules.NAME_LENGTH);
        var key = Optional.ofNullable(idempotencyKey).map(value -> IdempotencyKey.of(caller, value, request));
        var creation = new Creation(caller, request, name, key);
        return replayed(creation)
                .chain(replay -> replay.isPresent() ? again(creation, replay.get()) : first(creation))
                .onFailure(KeyTaken.class)
                .recoverWithUni(() -> replayed(creation).chain(replay -> again(creation, replay.orElseThrow())));
    }

    /** @param name null: one is chosen once the broker has told the provider's */
    private record Creation(
            Caller caller, NewConnection request, @Nullable String name, Optional<IdempotencyKey> key) {
        AuthorizationRequest authorization(UUID connection, @Nullable String name) {
            return new AuthorizationRequest(
                    connection,
                    caller.tenant(),
                    caller.principal(),
                    name,
                    request.provider(),
                    request.modules(),
                    request.permissions(),
                    request.returnUrl(),
                    request.callerState(),
                    request.codeChallenge(),
                    false,
                    request.credentialClients());
        }
    }

    private Uni<Optional<Replay>> replayed(Creation creation) {
        return creation.key()
                .map(key -> Panache.withSession(() -> replays.find(key)))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
    }

    private Uni<CreatedConnection> first(Creation creation) {
        var id = ids.next();
        return broker.begin(creation.authorization(id, creation.name()))
                .chain(offer -> Panache.withTransaction(() -> store(creation, id, offer))
                        .map(stored -> CreatedConnection.of(stored.view(), offer)));
    }

    private Uni<StoredConnection> store(Creation creation, UUID id, AuthorizationOffer offer) {
        var now = clock.instant();
        var caller = creation.caller();
        return name(creation, offer)
                .map(name -> new Connection(
                        id,
                        caller.tenant(),
                        caller.principal().subject(),
                        name,
                        offer.provider(),
                        creation.request().credentialClients(),
                        now))
                .chain(connection -> connections.add(
                        connection, Standing.pending(creation.request().modules(), offer.requested())))
                .call(stored -> feed.publish(stored, ConnectionEventType.CREATED, now))
                .call(stored -> history.record(stored, "created", caller.principal(), now))
                .call(connections::flush)
                .call(() -> remember(creation, id, offer));
    }

    private Uni<String> name(Creation creation, AuthorizationOffer offer) {
        if (creation.name() != null) {
            return Uni.createFrom().item(creation.name());
        }
        var caller = creation.caller();
        var provider = offer.provider();
        return connections
                .namesForNewOne(caller.tenant(), caller.principal().subject(), provider.id())
                .map(taken -> DefaultName.choose(provider.name(), taken));
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

    private Uni<CreatedConnection> again(Creation creation, Replay replay) {
        var key = creation.key().orElseThrow();
        if (!replay.requestHash().equals(key.requestHash())) {
            throw Problem.of(422, "idempotency-key-reused", "Idempotency-Key reused")
                    .field("Idempotency-Key")
                    .detail("This key was used for another request.")
                    .remedy("Use a new key for a new request, and the same body for a repeated one.");
        }
        return Panache.withSession(() -> connections.find(key.tenant(), replay.connectionId()))
                .chain(stored -> {
                    if (stored.deleted()) {
                        throw Problem.conflict(
                                "connection-deleted",
                                "The connection that this Idempotency-Key made has been deleted.",
                                "Use a new key to make another connection.");
                    }
                    return stored.state() == ConnectionState.PENDING
                            ? link(creation, key, stored, replay)
                            : Uni.createFrom().item(new CreatedConnection(stored.view(), null));
                });
    }

    private Uni<CreatedConnection> link(
            Creation creation, IdempotencyKey key, StoredConnection stored, Replay replay) {
        var connection = stored.connection();
        return broker.renew(replay.authorizationId(), new LinkRequest(connection.id(), connection.tenant()))
                .chain(renewed -> renewed.isPresent()
                        ? Uni.createFrom().item(renewed.get())
                        : broker.begin(creation.authorization(connection.id(), connection.name()))
                                .call(offer -> replays.move(key, offer.authorizationId())))
                .map(offer -> CreatedConnection.of(stored.view(), offer));
    }

    /** Another call with the same key was faster; everything of this one is rolled back. */
    private static final class KeyTaken extends RuntimeException {
        private static final long serialVersionUID = 1;

        KeyTaken() {
            super("idempotency key taken", null, false, false);
        }
    }
}
