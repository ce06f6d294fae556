package io.latchkey.broker.method.oauth2.revoke;

import io.latchkey.broker.method.RequestParts;
import io.latchkey.broker.method.RevocationResult;
import io.latchkey.broker.method.RevocationResult.Verdict;
import io.latchkey.broker.method.client.ClientSecrets;
import io.latchkey.broker.method.oauth2.client.ClientAssertions;
import io.latchkey.broker.method.oauth2.client.OAuth2Provider;
import io.latchkey.broker.method.oauth2.revoke.RevocationCalls.Call;
import io.latchkey.broker.secret.OAuth2Tokens;
import io.latchkey.broker.secret.ProviderClient;
import io.latchkey.broker.upstream.ProviderHttp;
import io.latchkey.broker.upstream.ProviderRequest;
import io.latchkey.broker.upstream.failure.ProviderException;
import io.latchkey.catalog.oauth2.RevocationRules;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;

/** Calls a provider's revocation endpoint, in the form that the catalog defines (RFC 7009 and others). */
@ApplicationScoped
public class RevocationEndpoint {
    private final ProviderHttp http;
    private final ClientSecrets secrets;
    private final ClientAssertions assertions;
    private final Clock clock;

    RevocationEndpoint(ProviderHttp http, ClientSecrets secrets, ClientAssertions assertions, Clock clock) {
        this.http = http;
        this.secrets = secrets;
        this.assertions = assertions;
        this.clock = clock;
    }

    /**
     * Revokes these tokens, each with a separate request. It continues after a failure, because the provider may accept
     * another token. The result is the worst of all results.
     *
     * @param api how a request to the provider's API carries the access token
     */
    public Uni<RevocationResult> revoke(
            Function<OAuth2Tokens, RequestParts> api,
            OAuth2Provider provider,
            RevocationRules rules,
            ProviderClient client,
            OAuth2Tokens tokens) {
        var calls = new RevocationCalls(api, provider, rules, tokens).all();
        return secrets.send(
                        provider.id(),
                        client,
                        authenticated -> revokeEach(calls, provider, rules, authenticated),
                        RevocationResult::failure)
                .map(answered -> orTokenEnded(answered, provider, rules, tokens));
    }

    private Uni<RevocationResult> revokeEach(
            List<Call> calls, OAuth2Provider provider, RevocationRules rules, ProviderClient client) {
        var result = Uni.createFrom().item(RevocationResult.ALREADY_GONE);
        for (var call : calls) {
            result = result.chain(before -> assertions
                    .forOneRequest(provider, client)
                    .chain(authenticated -> ask(provider, rules, call.by(authenticated)))
                    .onFailure(ProviderException.class)
                    .recoverWithItem(failure -> RevocationResult.cannot(((ProviderException) failure).failure()))
                    .map(before::and));
        }
        return result;
    }

    private Uni<RevocationResult> ask(OAuth2Provider provider, RevocationRules rules, ProviderRequest call) {
        return http.send(call).map(answer -> RevocationAnswers.read(answer, rules, provider.errors(), clock.instant()));
    }

    /** Whether only a valid access token can revoke the grant of these tokens, and a refresh may obtain one. */
    public static boolean needsLiveToken(OAuth2Provider provider, RevocationRules rules, OAuth2Tokens tokens) {
        return !rules.form().isRfc7009() && RevocationCalls.hasRefreshToken(provider, tokens);
    }

    /** An access token that is gone says nothing of a grant that a refresh may still use. */
    private static RevocationResult orTokenEnded(
            RevocationResult result, OAuth2Provider provider, RevocationRules rules, OAuth2Tokens tokens) {
        return result.verdict() == Verdict.ALREADY_GONE && needsLiveToken(provider, rules, tokens)
                ? RevocationResult.ACCESS_TOKEN_ENDED
                : result;
    }
}
