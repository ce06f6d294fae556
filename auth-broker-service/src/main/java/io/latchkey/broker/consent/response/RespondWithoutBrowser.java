package io.latchkey.broker.consent.response;

import io.latchkey.broker.consent.Authorization;
import io.latchkey.broker.consent.AuthorizationRefusals;
import io.latchkey.broker.consent.Authorizations;
import io.latchkey.broker.consent.callback.AcceptResponse;
import io.latchkey.broker.consent.callback.Arrival;
import io.latchkey.broker.consent.callback.CallbackResult;
import io.latchkey.broker.credential.CredentialRefusals;
import io.latchkey.broker.credential.Credentials;
import io.latchkey.broker.method.AuthMethod;
import io.latchkey.broker.method.BrowserResponse;
import io.latchkey.broker.method.Methods;
import io.latchkey.broker.secret.OneTimeToken;
import io.latchkey.contracts.credential.AuthorizationStatus;
import io.latchkey.edge.caller.Caller;
import io.latchkey.work.failure.NotFound;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

/**
 * Accepts what a program enters for an authorization that it began.
 *
 * <ol>
 *   <li>For every other tenant and principal there is no such authorization.
 *   <li>The program takes the place of the browser: its first response binds the authorization to it. It cannot respond
 *       once a browser has continued, and no browser can continue after it.
 *   <li>Every malformed value is named, and no provider receives one.
 *   <li>The checks of a form follow ({@link AcceptResponse}), and then the same completion. A repeated response gets the
 *       same code until it is redeemed.
 * </ol>
 */
@ApplicationScoped
class RespondWithoutBrowser {
    private final Authorizations authorizations;
    private final Credentials credentials;
    private final Methods methods;
    private final ProgramBindings bindings;
    private final ProgramFlow flows;
    private final AcceptResponse accept;
    private final Clock clock;

    RespondWithoutBrowser(
            Authorizations authorizations,
            Credentials credentials,
            Methods methods,
            ProgramBindings bindings,
            ProgramFlow flows,
            AcceptResponse accept,
            Clock clock) {
        this.authorizations = authorizations;
        this.credentials = credentials;
        this.methods = methods;
        this.bindings = bindings;
        this.flows = flows;
        this.accept = accept;
        this.clock = clock;
    }

    Uni<ConsentView> respond(UUID id, Caller caller, EnteredResponse entered) {
        return find(id, caller)
                .call(found ->
                        Panache.withSession(() -> credentials.requireOpen(found.connectionId(), caller.tenant())))
                .chain(found -> bindings.of(id).chain(binding -> respond(found, binding, entered)));
    }

    private Uni<Authorization> find(UUID id, Caller caller) {
        return Panache.withSession(() -> authorizations.find(id))
                .map(found -> found.filter(known -> known.tenant().equals(caller.tenant()))
                        .filter(known -> known.request().wasMadeBy(caller.principal()))
                        .orElseThrow(() -> new NotFound(
                                "authorization",
                                "Send the id of an authorization that this user started from the same client.")));
    }

    private Uni<ConsentView> respond(Authorization found, OneTimeToken binding, EnteredResponse entered) {
        var described = requireForm(found);
        flows.requireResponsive(found, binding);
        return begun(found, described, binding, entered)
                .chain(begun -> accept.accept(arrival(begun, binding, entered.response())))
                .chain(result -> Panache.withSession(() -> authorizations.again(found))
                        .map(after -> outcome(after, described, binding, result)));
    }

    private AuthMethod requireForm(Authorization authorization) {
        var request = authorization.request();
        var method = methods.find(request.provider(), request.method())
                .orElseThrow(() -> CredentialRefusals.notInCatalog(request.provider()));
        if (method.form().isEmpty()) {
            throw ResponseProblems.needsBrowser(method);
        }
        return method;
    }

    /** The values of a repeated response are of no interest. */
    private Uni<Authorization> begun(
            Authorization found, AuthMethod described, OneTimeToken binding, EnteredResponse entered) {
        if (found.hasFlow() && found.flow().consumed()) {
            return Uni.createFrom().item(found);
        }
        var known = found.request().parameters();
        var method = methods.knowing(described, EntryRules.parameters(described.provider(), known, entered));
        EntryRules.requireWellFormed(method, entered);
        return flows.started(found, method, binding);
    }

    private static Arrival arrival(Authorization begun, OneTimeToken binding, BrowserResponse response) {
        return new Arrival(Optional.empty(), () -> Uni.createFrom().item(begun), id -> binding.text(), response, true);
    }

    private ConsentView outcome(Authorization after, AuthMethod method, OneTimeToken binding, CallbackResult result) {
        var notice = result.notice();
        if (notice != null) {
            throw ResponseProblems.of(notice, method.provider().name());
        }
        var now = clock.instant();
        var status = after.statusAt(now);
        if (status == AuthorizationStatus.CONSENTED) {
            return new ConsentView(
                    after.connectionId(),
                    after.id(),
                    status,
                    after.codeFor(binding.text()).text(),
                    after.deadline().orElseThrow());
        }
        throw status.ended() ? AuthorizationRefusals.past(after, now) : AuthorizationRefusals.exchanging();
    }
}
