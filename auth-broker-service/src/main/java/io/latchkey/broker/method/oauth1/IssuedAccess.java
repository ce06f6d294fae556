package io.latchkey.broker.method.oauth1;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.latchkey.broker.method.LearnedValues;
import io.latchkey.broker.method.Obtained;
import io.latchkey.broker.secret.ClientRef;
import io.latchkey.broker.secret.Grant;
import io.latchkey.broker.secret.OAuth1Token;
import io.latchkey.broker.upstream.failure.Failure;
import io.latchkey.broker.upstream.failure.ProviderErrors;
import io.latchkey.broker.upstream.failure.ProviderException;
import io.latchkey.broker.upstream.response.ReportedAccount;
import io.latchkey.broker.upstream.response.ResponseLife;
import io.latchkey.catalog.OAuth1;
import io.latchkey.catalog.Provider;
import io.latchkey.catalog.parameter.TokenResponseParameter;
import io.latchkey.contracts.connection.Permissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what a provider issued in exchange for an authorized request token. */
record IssuedAccess(Provider provider, OAuth1 spec, TokenRequests.Issued issued) {
    /**
     * The grant. The response lists no scopes, so those that were requested count as granted. It is held even if the
     * rest of the response cannot be used, because the request token cannot be used again.
     */
    Obtained obtained(ClientRef client, List<String> permissions, List<String> scopes) {
        var end = end();
        var token = issued.token();
        var granted = provider.grantsOnlyFullAccess() ? provider.allPermissions() : permissions;
        var grant = new Grant(
                new OAuth1Token(token.token(), token.secret(), client, issued.begun(), end),
                scopes,
                Permissions.of(permissions, granted),
                end,
                null);
        return named(grant);
    }

    private Obtained named(Grant grant) {
        var pointers = spec.accessToken().account();
        var account = pointers == null
                ? null
                : ReportedAccount.in(issued.response(), pointers).orElse(null);
        if (pointers != null && account == null) {
            return refused(grant, ProviderErrors.nonsense(issued.response(), ProviderErrors.NO_ACCOUNT));
        }
        try {
            return new Obtained(grant, account, null, parameters());
        } catch (ProviderException unexpected) {
            return refused(grant, unexpected.failure());
        }
    }

    private static Obtained refused(Grant grant, Failure refusal) {
        return new Obtained(grant, null, refusal);
    }

    private Map<String, String> parameters() {
        return LearnedValues.of(provider, TokenResponseParameter.class, parameter -> issued.response()
                .name(parameter.pointer()));
    }

    private @Nullable Instant end() {
        var rules = spec.accessToken();
        return ResponseLife.end(at(rules.expiresIn()), at(rules.expiresAt()), issued.begun());
    }

    private JsonNode at(@Nullable String pointer) {
        return pointer == null ? MissingNode.getInstance() : issued.response().at(pointer);
    }
}
