package io.latchkey.broker.probe;

import io.latchkey.broker.credential.CredentialState;
import io.latchkey.broker.credential.CurrentCredential;
import io.latchkey.broker.credential.CurrentCredential.Current;
import io.latchkey.broker.method.AuthMethod;
import io.latchkey.broker.method.Methods;
import io.latchkey.broker.method.Renewer;
import io.latchkey.broker.method.client.ClientValues;
import io.latchkey.broker.method.endpoint.ProbeEndpoint;
import io.latchkey.broker.method.endpoint.ProbeEndpoint.Finding;
import io.latchkey.broker.origin.OriginGuard;
import io.latchkey.broker.refresh.AccessLife;
import io.latchkey.broker.refresh.RefreshCredential;
import io.latchkey.broker.secret.SecretStore.Stored;
import io.latchkey.broker.upstream.failure.Failure;
import io.latchkey.broker.upstream.failure.ProviderException;
import io.latchkey.contracts.TimeLimits;
import io.latchkey.contracts.connection.Outcome;
import io.latchkey.contracts.connection.Reason;
import io.latchkey.contracts.probe.ProbeRequest;
import io.latchkey.contracts.probe.ProbeResult;
import io.latchkey.work.Detached;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Probes whether a credential works, including the refresh that its request may need.
 *
 * <ol>
 *   <li>A token that may have expired is refreshed first: one that is about to expire, and one of unknown lifetime that
 *       is older than the default. If the refresh fails permanently, that is the result of the probe. After any other
 *       failure, a token that is still valid is used unchanged.
 *   <li>A token that the provider refuses, by status or by code, is refreshed once, if possible, and the request is
 *       repeated. If the new token also gets a 401, or a code with the same meaning, the result is
 *       {@link Outcome#SUSPECT}: the verifier decides when that is permanent.
 *   <li>If the provider has no such request but issues a token for what a person entered, the probe obtains a new token.
 *       It is stored like every other, because it may have replaced the previous one.
 *   <li>The expiry and the scopes that the provider reports about a credential that works are stored if they have
 *       changed.
 * </ol>
 */
@ApplicationScoped
class ProbeConnection {
    private static final Duration STILL_VALID_FOR = Duration.ofSeconds(5);
    private static final int UNAUTHORIZED = 401;
    private static final Finding OK = Finding.without(Outcome.OK);

    private final CurrentCredential credentials;
    private final RefreshCredential refresh;
    private final AccessLife life;
    private final Methods methods;
    private final ClientValues clientValues;
    private final OriginGuard origins;
    private final ProbeEndpoint endpoint;
    private final RecordReported reported;
    private final Detached detached;
    private final Clock clock;

    ProbeConnection(
            CurrentCredential credentials,
            RefreshCredential refresh,
            AccessLife life,
            Methods methods,
            ClientValues clientValues,
            OriginGuard origins,
            ProbeEndpoint endpoint,
            RecordReported reported,
            Detached detached,
            Clock clock) {
        this.credentials = credentials;
        this.refresh = refresh;
        this.life = life;
        this.methods = methods;
        this.clientValues = clientValues;
        this.origins = origins;
        this.endpoint = endpoint;
        this.reported = reported;
        this.detached = detached;
        this.clock = clock;
    }

    Uni<ProbeResult> probe(ProbeRequest request) {
        return credentials.of(request.connectionId(), request.tenant()).chain(current -> withinLimit(current));
    }

    private Uni<ProbeResult> withinLimit(Current current) {
        return Detached.join(detached.start(() -> probe(current))
                        .orTimeout(TimeLimits.PROBE.toMillis(), TimeUnit.MILLISECONDS))
                .onFailure(TimeoutException.class)
                .recoverWithItem(() -> result(current, new Failure(Outcome.TRANSIENT, null, "timeout", null, null)));
    }

    private Uni<ProbeResult> probe(Current current) {
        return lasting(current)
                .chain(stored -> isTestedByRenewal(stored) ? renewed(current, stored) : look(current, stored))
                .onFailure(ProviderException.class)
                .recoverWithItem(failure -> result(current, ((ProviderException) failure).failure()));
    }

    private Uni<Stored> lasting(Current current) {
        var stored = current.stored();
        if (current.state().refusal().isPresent()) {
            return refreshed(current, stored);
        }
        if (!current.material().renewable() || life.lasts(stored, STILL_VALID_FOR)) {
            return Uni.createFrom().item(stored);
        }
        return refreshed(current, stored)
                .onFailure(failure -> isPassing(failure) && life.isValid(stored))
                .recoverWithItem(stored);
    }

    private static boolean isPassing(Throwable failure) {
        return failure instanceof ProviderException refusal
                && !refusal.failure().permanent();
    }

    private boolean isTestedByRenewal(Stored stored) {
        return methods.find(stored.document())
                .flatMap(AuthMethod::renewer)
                .filter(Renewer::tests)
                .isPresent();
    }

    private Uni<ProbeResult> renewed(Current current, Stored stored) {
        var fresh = stored.version() > current.stored().version()
                ? Uni.createFrom().item(stored)
                : refreshed(current, stored);
        return fresh.map(issued -> result(current.state(), issued, OK));
    }

    private Uni<ProbeResult> look(Current current, Stored stored) {
        return ask(current.state(), stored)
                .chain(first -> isRefused(first) && stored.document().material().renewable()
                        ? again(current, stored, first)
                        : Uni.createFrom().item(first));
    }

    /**
     * Repeats the request with a refreshed token. If the provider refuses the refresh without a documented reason, the
     * first result remains.
     */
    private Uni<ProbeResult> again(Current current, Stored stored, ProbeResult first) {
        return refreshed(current, stored).onItemOrFailure().transformToUni((fresh, failure) -> {
            if (failure == null) {
                return ask(current.state(), fresh);
            }
            return saysNothing(failure)
                    ? Uni.createFrom().item(first)
                    : Uni.createFrom().failure(failure);
        });
    }

    private static boolean saysNothing(Throwable failure) {
        return failure instanceof ProviderException declined
                && (declined.failure().rejected() || declined.failure().outcome() == Outcome.UNKNOWN);
    }

    private Uni<Stored> refreshed(Current current, Stored stored) {
        return refresh.newerThan(stored.version(), current.state());
    }

    private static boolean isRefused(ProbeResult result) {
        return result.outcome() == Outcome.SUSPECT
                || result.outcome() == Outcome.PERMANENT
                || Objects.equals(result.httpStatus(), UNAUTHORIZED);
    }

    private Uni<ProbeResult> ask(CredentialState state, Stored stored) {
        var document = stored.document();
        return Uni.createFrom()
                .item(() -> methods.require(document))
                .call(method -> origins.requireAllowed(document.provider(), method.origin(), document.origin()))
                .chain(method -> clientValues.required(method, document))
                .chain(method -> endpoint.ask(method, document.material())
                        .chain(finding -> reported.recorded(state, stored, method, finding.reported())
                                .map(latest -> result(state, latest, finding))));
    }

    private ProbeResult result(CredentialState state, Stored stored, Finding finding) {
        return new ProbeResult(
                state.connectionId(),
                stored.document().generation(),
                stored.version(),
                clock.instant(),
                finding.outcome(),
                finding.reason(),
                finding.detail(),
                finding.httpStatus(),
                finding.latencyMillis(),
                finding.reported().expiry().at(),
                finding.reported().scopes().scopes());
    }

    private ProbeResult result(Current current, Failure failure) {
        Reason reason = failure.reason();
        return new ProbeResult(
                current.state().connectionId(),
                current.stored().document().generation(),
                current.stored().version(),
                clock.instant(),
                failure.outcome(),
                reason,
                failure.detail(),
                failure.httpStatus(),
                null,
                null,
                null);
    }
}
