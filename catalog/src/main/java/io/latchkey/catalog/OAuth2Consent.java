package io.latchkey.catalog;

import io.latchkey.catalog.jwt.AssertionAlgorithm;
import io.latchkey.catalog.oauth2.AssertionAudience;
import io.latchkey.catalog.oauth2.ClientAuthentication;
import io.latchkey.catalog.oauth2.GrantRules;
import io.latchkey.catalog.oauth2.LongLivedRules;
import io.latchkey.catalog.oauth2.ResponseAccount;
import io.latchkey.catalog.oauth2.RevocationRules;
import io.latchkey.catalog.oauth2.TokenRules;
import io.latchkey.catalog.request.Identity;
import io.latchkey.catalog.request.Placement;
import io.latchkey.catalog.request.Probe;
import io.latchkey.catalog.rule.InvalidFieldException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An OAuth 2.0 grant to which a user consents at the provider, and that Latchkey obtains with a registered client. */
public sealed interface OAuth2Consent extends AuthSpec permits OAuth2Code, OAuth2Device {
    /** The name of the access token in a placement. */
    String ACCESS_TOKEN = "access_token";

    /** Requested in every authorization. */
    List<String> scopes();

    /** The expected issuer; null if the entry names none. */
    @Nullable
    String issuer();

    /** The API that tokens are for (RFC 8707); null: none. */
    @Nullable
    String resource();

    TokenRules token();

    GrantRules grant();

    /** Null where the token that the consent yields is the one that is stored. */
    default @Nullable LongLivedRules longLived() {
        return null;
    }

    /** Whether a stored access token is renewed with itself. */
    default boolean renewsByAccessToken() {
        var rules = longLived();
        return rules != null && rules.renewal() != null;
    }

    @Nullable
    RevocationRules revoke();

    Placement placement();

    /** The URL, besides the token endpoint, to which the client authenticates before the consent; null if there is none. */
    @Nullable
    String requestUrl();

    @Override
    default Optional<String> authorizationServer() {
        return Optional.of(token().url());
    }

    @Override
    default boolean namesAccount() {
        return AuthSpec.super.namesAccount() || token().response().account() != null;
    }

    /** Whether an ID token names the account. */
    default boolean hasIdToken() {
        var account = token().response().account();
        return account != null && account.idToken() != null;
    }

    @Override
    default boolean hasClient() {
        return true;
    }

    @Override
    default boolean hasClientSecret() {
        return !hasClientKey()
                && (token().clientAuthentication() != ClientAuthentication.NONE
                        || token().refreshAuthentication() != ClientAuthentication.NONE);
    }

    @Override
    default Optional<AssertionAlgorithm> keyAlgorithm() {
        return hasClientKey() ? Optional.ofNullable(token().assertion().algorithm()) : Optional.empty();
    }

    /** Whether the client authenticates with a key that Vault holds. */
    default boolean hasClientKey() {
        return token().clientAuthentication() == ClientAuthentication.PRIVATE_KEY_JWT;
    }

    @Override
    default Stream<String> urls() {
        return secretUrls();
    }

    @Override
    default Origin origin() {
        return Origin.of(issuer(), token().url(), token().refreshUrl(), secretUrls());
    }

    /** All URLs to which the broker sends a secret. */
    default Stream<String> secretUrls() {
        return Stream.of(
                        Stream.of(token().url(), token().refreshUrl()),
                        Stream.ofNullable(longLived()).flatMap(LongLivedRules::urls),
                        Stream.ofNullable(requestUrl()),
                        Stream.ofNullable(identity()).map(Identity::url),
                        Stream.ofNullable(probe()).flatMap(Probe::urls),
                        Stream.ofNullable(revoke()).map(RevocationRules::url))
                .flatMap(urls -> urls);
    }

    /** A client assertion whose audience is the issuer needs one. */
    static void requireAudience(TokenRules token, @Nullable String issuer) {
        if (token.assertion().audience() == AssertionAudience.ISSUER && issuer == null) {
            throw new InvalidFieldException("authorize.issuer", "is missing. It is the audience of client-assertion");
        }
    }

    /** One place names the account, and an ID token can be compared with its issuer. */
    static void requireOneAccount(
            @Nullable Identity identity, @Nullable ResponseAccount account, @Nullable String issuer) {
        if (identity != null && account != null) {
            throw new InvalidFieldException("identity", "cannot be combined with token.response.account");
        }
        if (account != null && account.idToken() != null && issuer == null) {
            throw new InvalidFieldException(
                    "authorize.issuer", "is missing. The issuer of an ID token must be compared with it");
        }
    }
}
