package io.latchkey.broker.handout;

import io.latchkey.broker.credential.CredentialProblems;
import io.latchkey.broker.credential.CredentialRow;
import io.latchkey.broker.credential.Credentials;
import io.latchkey.broker.credential.CurrentCredential;
import io.latchkey.broker.credential.CurrentCredential.Current;
import io.latchkey.broker.refresh.RefreshCredential;
import io.latchkey.broker.remote.ProviderException;
import io.latchkey.broker.secret.SecretStore.Stored;
import io.latchkey.broker.token.ApiAuthorization;
import io.latchkey.edge.caller.Caller;
import io.latchkey.edge.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;

/**
 * Hands out a credential that works now and for a while.
 *
 * <ol>
 *   <li>One that a person must mend is refused, but for what is left of its access token where the provider did not
 *       end it.
 *   <li>One that does not last is refreshed first; while that fails, an access token that is still valid serves.
 * </ol>
 */
@ApplicationScoped
class ReadCredential {
    private final Credentials credentials;
    private final CurrentCredential currentCredential;
    private final RefreshCredential refresh;
    private final ApiAuthorization authorization;
    private final Clock clock;

    ReadCredential(
            Credentials credentials,
            CurrentCredential currentCredential,
            RefreshCredential refresh,
            ApiAuthorization authorization,
            Clock clock) {
        this.credentials = credentials;
        this.currentCredential = currentCredential;
        this.refresh = refresh;
        this.authorization = authorization;
        this.clock = clock;
    }

    Uni<CredentialView> read(UUID connectionId, Caller caller, Duration minTtl) {
        return current(connectionId, caller)
                .chain(current -> lasting(current, minTtl))
                .map(stored -> view(connectionId, stored));
    }

    /** A fresh one, however long the present one would last. */
    Uni<CredentialView> refresh(UUID connectionId, Caller caller) {
        return current(connectionId, caller)
                .chain(current -> refresh.newerThan(current.stored().version(), current.row()))
                .onFailure(ProviderException.class)
                .transform(failure -> problem((ProviderException) failure))
                .map(stored -> view(connectionId, stored));
    }

    private CredentialView view(UUID connectionId, Stored stored) {
        return CredentialView.of(connectionId, stored, authorization.of(stored.document()));
    }

    private Uni<Current> current(UUID connectionId, Caller caller) {
        return credentials
                .requireOpen(connectionId, caller.tenant())
                .invoke(row -> requireAllowed(row, caller))
                .chain(currentCredential::of);
    }

    private static void requireAllowed(CredentialRow row, Caller caller) {
        if (!row.mayBeFetchedBy(caller.principal().client())) {
            throw CredentialProblems.clientNotAllowed();
        }
    }

    private Uni<Stored> lasting(Current current, Duration minTtl) {
        var now = clock.instant();
        var tokens = current.tokens();
        var valid = tokens.validAt(now);
        var broken = current.row().reasonToMend();
        if (broken.isPresent() && (!valid || broken.get().endsAccessAtOnce())) {
            throw CredentialProblems.reauthorizationRequired(broken.get());
        }
        if (broken.isPresent() || tokens.servesFor(minTtl, now) || (tokens.refreshToken() == null && valid)) {
            return Uni.createFrom().item(current.stored());
        }
        return refresh.newerThan(current.stored().version(), current.row())
                .onFailure()
                .recoverWithUni(failure -> valid && sparesAccess(failure)
                        ? Uni.createFrom().item(current.stored())
                        : Uni.createFrom().failure(asProblem(failure)));
    }

    /** Whether a failed refresh leaves the access token as good as it was. */
    private static boolean sparesAccess(Throwable failure) {
        if (failure instanceof ProviderException refused) {
            var reason = refused.failure().reason();
            return reason == null || !reason.endsAccessAtOnce();
        }
        return failure instanceof Problem problem && problem.getStatusCode() == 503;
    }

    private static Throwable asProblem(Throwable failure) {
        return failure instanceof ProviderException refused ? problem(refused) : failure;
    }

    private static Problem problem(ProviderException refused) {
        var failure = refused.failure();
        return failure.reason() == null
                ? CredentialProblems.providerUnavailable(failure)
                : CredentialProblems.reauthorizationRequired(failure.reason());
    }
}
