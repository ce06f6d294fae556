package io.latchkey.connection.stage;

import io.latchkey.contracts.connection.Account;
import io.latchkey.contracts.connection.Permissions;
import io.latchkey.contracts.connection.ProviderRef;
import io.latchkey.contracts.connection.Revocation;
import io.latchkey.contracts.connection.Revocation.RevokedAtProvider;
import io.latchkey.contracts.credential.AuthorizationOffer;
import io.latchkey.contracts.credential.AuthorizationRequest;
import io.latchkey.contracts.credential.AuthorizationStatus;
import io.latchkey.contracts.credential.AuthorizationView;
import io.latchkey.contracts.credential.CompletionRequest;
import io.latchkey.contracts.credential.CredentialFact.CredentialAuthorized;
import io.latchkey.contracts.credential.NeededPermissions;
import io.latchkey.contracts.credential.RequestedClient;
import io.latchkey.contracts.credential.RevocationPreview;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Plays auth-broker-service for one provider, Northwind, where every module needs one permission. */
public final class ScriptedBroker extends ScriptedService {
    /** The version of the first credential of each generation is ten times that. */
    public static final long VERSIONS_PER_GENERATION = 10;

    /** What every deletion would do. */
    private static final RevocationPreview PREVIEW =
            new RevocationPreview(new Revocation(RevokedAtProvider.LEFT, "shared"), true, List.of(new UUID(1, 1)));

    private record Begun(AuthorizationRequest request, List<String> requested) {}

    private final Map<UUID, Begun> begun = new ConcurrentHashMap<>();
    private final Map<UUID, Integer> generations = new ConcurrentHashMap<>();
    private final Map<UUID, CredentialAuthorized> completed = new ConcurrentHashMap<>();
    private volatile Instant expiresAt;
    private volatile List<String> granted;

    /** What the next completions tell of the grant's end; null: none is known. */
    public void grantsEndAt(Instant expiresAt) {
        this.expiresAt = expiresAt;
    }

    /** What the provider grants with the next completions, instead of what is requested. */
    public void grants(String... permissions) {
        granted = List.of(permissions);
    }

    @Override
    protected void usual() {
        expiresAt = null;
        granted = null;
        when("/authorizations", request -> begin(read(request.body(), AuthorizationRequest.class)));
        when("/links", request -> new Answer(200, offer(idIn(request.path()))));
        when("/completion", request -> completion(idIn(request.path()), read(request.body(), CompletionRequest.class)));
        when("/needed-permissions", request -> needed(read(request.body(), NeededPermissions.Request.class)));
        when("/previews", request -> new Answer(200, PREVIEW));
        when("/closings", request -> new Answer(202, Map.of()));
    }

    private Answer begin(AuthorizationRequest request) {
        var id = UUID.randomUUID();
        var requested = needed(request.modules(), request.permissions());
        begun.put(id, new Begun(request, requested));
        when("/authorizations/" + id, read -> new Answer(200, view(id)));
        return new Answer(201, offer(id));
    }

    private static List<String> needed(List<String> modules, List<String> permissions) {
        return Stream.concat(modules.stream().map(module -> module + ".read"), permissions.stream())
                .distinct()
                .sorted()
                .toList();
    }

    /** An id with a dot is that of a permission. */
    private static Answer needed(NeededPermissions.Request request) {
        var satisfying = request.satisfies().stream().map(id -> id.contains(".") ? id : id + ".read");
        var permissions =
                Stream.concat(request.permissions().stream(), satisfying).toList();
        return new Answer(200, new NeededPermissions(needed(request.modules(), permissions)));
    }

    private AuthorizationOffer offer(UUID id) {
        var link = url() + "/connect/" + UUID.randomUUID();
        return new AuthorizationOffer(
                id,
                link,
                Instant.now().plusSeconds(3600),
                url() + "/connect/status?token=" + id,
                new ProviderRef("northwind", "Northwind"),
                methodOf(id),
                begun.get(id).requested());
    }

    private AuthorizationView view(UUID id) {
        var ended = completed.containsKey(id);
        return new AuthorizationView(
                id,
                begun.get(id).request().connectionId(),
                ended ? AuthorizationStatus.COMPLETED : AuthorizationStatus.CREATED,
                ended,
                null,
                null,
                null,
                Instant.now(),
                ended ? null : Instant.now().plusSeconds(3600),
                ended ? Instant.now() : null);
    }

    /** The one that was named; "oauth2" where none was. */
    private String methodOf(UUID id) {
        return Objects.requireNonNullElse(begun.get(id).request().method(), "oauth2");
    }

    /** As the broker does, it refuses a verifier without a challenge. */
    private Answer completion(UUID id, CompletionRequest request) {
        boolean unexpected =
                request.codeVerifier() != null && begun.get(id).request().codeChallenge() == null;
        return unexpected
                ? new Answer(400, Map.of("type", "urn:latchkey:problem:invalid-request", "field", "codeVerifier"))
                : new Answer(200, complete(id, request));
    }

    private CredentialAuthorized complete(UUID id, CompletionRequest request) {
        var attempt = begun.get(id);
        return completed.computeIfAbsent(id, unused -> {
            int generation = generations.merge(request.connectionId(), 1, Integer::sum);
            return new CredentialAuthorized(
                    UUID.randomUUID(),
                    request.connectionId(),
                    request.tenant(),
                    generation,
                    generation * VERSIONS_PER_GENERATION,
                    Instant.now(),
                    id,
                    methodOf(id),
                    new Account("nora", "nora@northwind.example"),
                    attempt.request().modules(),
                    Permissions.of(attempt.requested(), Objects.requireNonNullElse(granted, attempt.requested())),
                    expiresAt,
                    attempt.request().parameters(),
                    RequestedClient.OWN.equals(attempt.request().client()) ? "own" : "installation");
        });
    }

    /** The fact that completed an authorization. */
    public CredentialAuthorized fact(UUID authorization) {
        return completed.get(authorization);
    }

    private static UUID idIn(String path) {
        return UUID.fromString(path.split("/")[4]);
    }
}
