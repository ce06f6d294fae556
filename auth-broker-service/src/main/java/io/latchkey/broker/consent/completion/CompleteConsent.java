package io.latchkey.broker.consent.completion;

import io.latchkey.bootstrap.time.Ids;
import io.latchkey.broker.consent.Authorization;
import io.latchkey.broker.consent.AuthorizationRefusals;
import io.latchkey.broker.consent.Authorizations;
import io.latchkey.broker.consent.CompletedFacts;
import io.latchkey.broker.consent.ConsentRequest;
import io.latchkey.broker.consent.HeldCredentials;
import io.latchkey.broker.credential.CredentialLocks;
import io.latchkey.broker.credential.CredentialReconciler;
import io.latchkey.broker.credential.Credentials;
import io.latchkey.broker.credential.LockedCredential;
import io.latchkey.broker.lease.Leases;
import io.latchkey.broker.revocation.pending.Cause;
import io.latchkey.broker.revocation.pending.PendingRevocations;
import io.latchkey.broker.secret.ConnectionPath;
import io.latchkey.broker.secret.CredentialDocument;
import io.latchkey.broker.secret.SecretStore;
import io.latchkey.broker.secret.SecretStore.StaleVersion;
import io.latchkey.broker.secret.SecretStore.Stored;
import io.latchkey.contracts.credential.AuthorizationFailure;
import io.latchkey.contracts.credential.AuthorizationStatus;
import io.latchkey.contracts.credential.CompletionRequest;
import io.latchkey.contracts.credential.CredentialFact.CredentialAuthorized;
import io.latchkey.work.Correlation;
import io.latchkey.work.failure.NotFound;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The last step: the tokens of the exchange become the connection's credential. Only the principal that began the
 * authorization can complete it.
 *
 * <ol>
 *   <li>The consent writes nothing to Vault's KV store before this step.
 *   <li>It runs under the connection's lease, and only if the generation is still the one at which the authorization
 *       began. Otherwise the authorization is superseded and writes nothing.
 *   <li>The document is written first, with check-and-set. The row, the authorization and the fact follow in one
 *       transaction, written by this call or by the next holder of the lease.
 *   <li>A repeated completion returns the same response.
 * </ol>
 */
@ApplicationScoped
class CompleteConsent {
    private final Authorizations authorizations;
    private final Credentials credentials;
    private final CredentialLocks locks;
    private final HeldCredentials heldCredentials;
    private final PendingRevocations pending;
    private final SecretStore store;
    private final CredentialReconciler reconciler;
    private final Clock clock;
    private final Ids ids;

    CompleteConsent(
            Authorizations authorizations,
            Credentials credentials,
            CredentialLocks locks,
            HeldCredentials heldCredentials,
            PendingRevocations pending,
            SecretStore store,
            CredentialReconciler reconciler,
            Clock clock,
            Ids ids) {
        this.authorizations = authorizations;
        this.credentials = credentials;
        this.locks = locks;
        this.heldCredentials = heldCredentials;
        this.pending = pending;
        this.store = store;
        this.reconciler = reconciler;
        this.clock = clock;
        this.ids = ids;
    }

    Uni<CredentialAuthorized> complete(UUID id, CompletionRequest request) {
        return find(id, request)
                .call(() ->
                        Panache.withSession(() -> credentials.requireOpen(request.connectionId(), request.tenant())))
                .invoke(authorization -> requireRedeemable(authorization, request))
                .chain(() -> locks.withOpen(request.connectionId(), request.tenant(), locked -> find(id, request)
                        .chain(authorization -> completed(authorization, locked))));
    }

    private Uni<Authorization> find(UUID id, CompletionRequest request) {
        var connection = new ConnectionPath(request.tenant(), request.connectionId());
        return Panache.withSession(() -> authorizations.of(id, connection))
                .map(found -> found.orElseThrow(() -> new NotFound("authorization")));
    }

    /**
     * Checks only what no holder of the lease can change. It does not check whether the code has expired: a completion
     * that crashed before it could record its success may already have stored the document.
     */
    private void requireRedeemable(Authorization authorization, CompletionRequest request) {
        if (!authorization.request().wasMadeBy(request.principal())) {
            throw AuthorizationRefusals.notTheInitiator("complete");
        }
        if (!authorization.mayBeCompleted()) {
            throw AuthorizationRefusals.past(authorization, clock.instant());
        }
        if (!authorization.isRedeemedBy(request.code())) {
            throw AuthorizationRefusals.invalidCode();
        }
        requireProof(authorization.request(), request.codeVerifier());
    }

    /** A verifier without a challenge is refused, against a downgrade (RFC 9700, section 2.1.1). */
    private static void requireProof(ConsentRequest begun, @Nullable String codeVerifier) {
        if (codeVerifier != null && !begun.hasChallenge()) {
            throw AuthorizationRefusals.unexpectedVerifier();
        }
        if (!begun.isProvenBy(codeVerifier)) {
            throw AuthorizationRefusals.invalidCode();
        }
    }

    /** Decides by the status under the lease, after every stored document has been recorded. */
    private Uni<CredentialAuthorized> completed(Authorization authorization, LockedCredential locked) {
        var now = clock.instant();
        var status = authorization.statusAt(now);
        if (status == AuthorizationStatus.COMPLETED) {
            return Uni.createFrom().item(CompletedFacts.read(authorization));
        }
        if (status != AuthorizationStatus.CONSENTED) {
            return Uni.createFrom().failure(AuthorizationRefusals.past(authorization, now));
        }
        return locked.state().generation() == authorization.baseGeneration()
                ? store(authorization, locked)
                : supersede(authorization);
    }

    private Uni<CredentialAuthorized> store(Authorization authorization, LockedCredential locked) {
        return heldCredentials
                .open(authorization)
                .call(() -> keepReplaced(locked))
                .map(exchanged -> exchanged
                        .keepingLabelOf(locked.stored())
                        .completedAs(locked.state().generation() + 1, ids.next(), clock.instant()))
                .chain(document -> write(locked, document))
                .invoke(stored -> Log.infof(
                        "credential stored connection=%s version=%d correlation=%s",
                        locked.state().connectionId(), stored.version(), Correlation.text()))
                .chain(stored -> reconciler.withCompletion(locked.state(), stored));
    }

    private Uni<Void> keepReplaced(LockedCredential locked) {
        return locked.stored()
                .map(stored -> pending.addReplaced(locked.state().path(), stored.document()))
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    private Uni<Stored> write(LockedCredential locked, CredentialDocument document) {
        return store.write(locked.state().path(), document, locked.version())
                .onFailure(StaleVersion.class)
                .transform(stale -> Leases.busy());
    }

    private Uni<CredentialAuthorized> supersede(Authorization authorization) {
        return Panache.withTransaction(() -> authorizations
                        .requireLocked(authorization.id())
                        .chain(locked ->
                                heldCredentials.end(locked, AuthorizationFailure.SUPERSEDED, Cause.SUPERSEDED)))
                .chain(() -> Uni.createFrom().failure(AuthorizationRefusals.past(AuthorizationFailure.SUPERSEDED)));
    }
}
