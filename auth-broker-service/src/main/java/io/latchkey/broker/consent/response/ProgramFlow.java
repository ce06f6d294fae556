package io.latchkey.broker.consent.response;

import io.latchkey.broker.consent.Authorization;
import io.latchkey.broker.consent.AuthorizationRefusals;
import io.latchkey.broker.consent.Authorizations;
import io.latchkey.broker.consent.Flow;
import io.latchkey.broker.consent.NewFlows;
import io.latchkey.broker.method.AuthMethod;
import io.latchkey.broker.secret.OneTimeToken;
import io.latchkey.broker.secret.Secret;
import io.latchkey.contracts.credential.AuthorizationFailure;
import io.latchkey.work.failure.Conflict;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;

/**
 * The flow of a program: what <em>Continue</em> is in a browser. A further response goes on with it, so that refusals
 * are counted over all responses.
 */
@ApplicationScoped
class ProgramFlow {
    private final Authorizations authorizations;
    private final NewFlows flows;
    private final Clock clock;

    ProgramFlow(Authorizations authorizations, NewFlows flows, Clock clock) {
        this.authorizations = authorizations;
        this.flows = flows;
        this.clock = clock;
    }

    /** Fails with a {@link Conflict} unless the program with {@code binding} may respond now. */
    void requireResponsive(Authorization authorization, OneTimeToken binding) {
        var now = clock.instant();
        var boundToIt = isBound(authorization, binding);
        if (authorization.statusAt(now).ended() || (authorization.mayBeCompleted() && !boundToIt)) {
            throw AuthorizationRefusals.past(authorization, now);
        }
        if (authorization.hasFlow() && !boundToIt) {
            throw AuthorizationRefusals.inBrowser();
        }
    }

    private static boolean isBound(Authorization authorization, OneTimeToken binding) {
        return authorization.hasFlow() && authorization.flow().isBoundTo(binding.text());
    }

    /** Starts the flow for {@code method}, or goes on with the one that {@code authorization} has. */
    Uni<Authorization> started(Authorization authorization, AuthMethod method, OneTimeToken binding) {
        var now = clock.instant();
        if (goesOn(authorization, method, now)) {
            return Uni.createFrom().item(authorization);
        }
        var state = OneTimeToken.mint();
        return method.begin(authorization.tenant(), authorization.request().permissions(), Secret.of(state.text()))
                .chain(begun -> flows.of(
                        authorization, begun, state, binding, method.provider().values(), now))
                .chain(flow -> record(authorization, method, binding, flow));
    }

    private static boolean goesOn(Authorization authorization, AuthMethod method, Instant now) {
        return authorization.hasFlow()
                && (authorization.flow().consumed()
                        || !authorization.flow().expiredAt(now)
                                && authorization
                                        .flow()
                                        .parameters()
                                        .equals(method.provider().values()));
    }

    /** Goes on with the flow of another response that was faster. */
    private Uni<Authorization> record(Authorization before, AuthMethod method, OneTimeToken binding, Flow flow) {
        return Panache.withTransaction(
                () -> authorizations.requireLocked(before.id()).chain(locked -> {
                    var now = clock.instant();
                    requireResponsive(locked, binding);
                    if (goesOn(locked, method, now)) {
                        return Uni.createFrom().item(locked);
                    }
                    if (!locked.opensAt(now)) {
                        throw AuthorizationRefusals.past(AuthorizationFailure.LINK_EXPIRED);
                    }
                    return authorizations.start(
                            locked.id(), locked.lastFlow().map(flow::after).orElse(flow));
                }));
    }
}
