package io.latchkey.broker.method.oauth1;

import io.latchkey.broker.method.Reach;
import io.latchkey.broker.method.RequestSigner;
import io.latchkey.broker.method.RevocationResult;
import io.latchkey.broker.method.Revoker;
import io.latchkey.broker.secret.CredentialDocument;
import io.latchkey.broker.secret.Material;
import io.latchkey.broker.upstream.ProviderRequest;
import io.latchkey.broker.upstream.failure.Failure;
import io.latchkey.broker.upstream.failure.ProviderErrors;
import io.latchkey.broker.upstream.failure.ProviderException;
import io.latchkey.broker.upstream.response.ProviderResponse;
import io.latchkey.catalog.OAuth1;
import io.latchkey.catalog.oauth1.TokenRevocation;
import io.latchkey.catalog.parameter.Templates;
import io.latchkey.contracts.connection.Outcome;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import java.util.Map;
import java.util.Set;

/** Revokes a token with the signed request that the catalog describes. */
record RevokeToken(OAuth1Method method, TokenRevocation rules, RequestSigner signer, OAuth1Methods shared)
        implements Revoker {
    /** A later attempt can succeed after these outcomes. */
    private static final Set<Outcome> PASSING =
            Set.of(Outcome.TRANSIENT, Outcome.THROTTLED, Outcome.SUSPECT, Outcome.OPERATOR_FAULT);

    @Override
    public Reach reach() {
        return rules.revokes() == TokenRevocation.Revokes.TOKEN ? Reach.CREDENTIAL : Reach.ACCOUNT;
    }

    @Override
    public boolean needsLive(Material material) {
        return false;
    }

    @Override
    public Uni<RevocationResult> revoke(CredentialDocument document) {
        return shared.clients
                .requireAllowed(method, document.origin())
                .chain(() -> send(document.material()))
                .map(this::result)
                .onFailure(ProviderException.class)
                .recoverWithItem(failure -> RevocationResult.cannot(((ProviderException) failure).failure()));
    }

    private Uni<ProviderResponse> send(Material material) {
        var token = method.material().cast(material).token().reveal();
        var url = Templates.filledWith(Map.of(OAuth1.TOKEN, token)).url(rules.url());
        var headers = method.requestParts(material).headers();
        return signer.sent(
                new ProviderRequest(HttpMethod.valueOf(rules.method().name()), url, headers, null),
                material,
                shared.http::send);
    }

    private RevocationResult result(ProviderResponse response) {
        if (rules.doneStatuses().contains(response.status())) {
            return RevocationResult.DONE;
        }
        if (rules.goneStatuses().contains(response.status())) {
            return RevocationResult.ALREADY_GONE;
        }
        return failed(method.meaning(ProviderErrors.of(method.provider()).atApi(response, shared.clock.instant())));
    }

    private static RevocationResult failed(Failure failure) {
        return PASSING.contains(failure.outcome())
                ? RevocationResult.cannot(failure)
                : RevocationResult.refused(failure);
    }
}
