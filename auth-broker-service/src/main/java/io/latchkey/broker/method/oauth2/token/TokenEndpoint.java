package io.latchkey.broker.method.oauth2.token;

import io.latchkey.broker.method.oauth2.client.OAuth2Provider;
import io.latchkey.broker.secret.ProviderClient;
import io.latchkey.broker.secret.Secret;
import io.latchkey.broker.upstream.failure.ProviderException;
import io.latchkey.catalog.Provider;
import io.latchkey.catalog.oauth2.DeviceCodeError;
import io.latchkey.catalog.oauth2.ResponseRules;
import io.latchkey.catalog.oauth2.TokenCall;
import io.latchkey.catalog.oauth2.TokenRules;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A provider's token endpoint (RFC 6749, section 3.2). Each call fails only with a {@link ProviderException}. */
public interface TokenEndpoint {
    /** Exchanges an authorization code (section 4.1.3). Fails only if the response contains no token. */
    Uni<Exchanged> exchange(OAuth2Provider provider, ProviderClient client, Code code);

    /**
     * Polls with a device code (RFC 8628, section 3.4).
     *
     * @param codes the meaning of the provider's own error codes
     */
    Uni<DevicePoll> poll(
            OAuth2Provider provider, ProviderClient client, Secret deviceCode, Map<String, DeviceCodeError> codes);

    /** Refreshes an access token, and never requests more scope than was granted (section 6). */
    Uni<TokenResponse> refresh(OAuth2Provider provider, ProviderClient client, Secret refreshToken);

    /**
     * Requests a token for {@code accessToken}, as {@code call} of the catalog says. Fails if the response contains no
     * access token.
     *
     * @param rules where the response has its values
     */
    Uni<TokenResponse> exchangeToken(
            OAuth2Provider provider, ProviderClient client, TokenCall call, ResponseRules rules, Secret accessToken);

    /**
     * Requests a token with another grant, which {@code parameters} contain (sections 4.4 and 4.5). Fails if the
     * response contains no access token.
     *
     * @param client null if the grant authenticates itself (RFC 7523, section 2.1)
     */
    Uni<TokenResponse> request(
            Provider provider, TokenRules rules, @Nullable ProviderClient client, Map<String, String> parameters);

    /**
     * @param verifier the PKCE code verifier (RFC 7636); null if the provider does not support PKCE
     * @param nonce that the ID token must contain, if the provider issues one
     */
    record Code(Secret code, URI redirectUri, @Nullable Secret verifier, String nonce) {}
}
