package io.latchkey.catalog;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.latchkey.catalog.jwt.AssertionAlgorithm;
import io.latchkey.catalog.parameter.Templates;
import io.latchkey.catalog.request.Identity;
import io.latchkey.catalog.request.Probe;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One way to authenticate at a provider. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(name = "oauth2-code", value = OAuth2Code.class),
    @JsonSubTypes.Type(name = "oauth2-device", value = OAuth2Device.class),
    @JsonSubTypes.Type(name = "oauth2-client-credentials", value = OAuth2ClientCredentials.class),
    @JsonSubTypes.Type(name = "api-key", value = ApiKey.class),
    @JsonSubTypes.Type(name = "basic", value = Basic.class),
    @JsonSubTypes.Type(name = "session-login", value = SessionLogin.class),
    @JsonSubTypes.Type(name = "driver", value = Driver.class),
    @JsonSubTypes.Type(name = "jwt-bearer", value = JwtBearer.class),
    @JsonSubTypes.Type(name = "oauth1", value = OAuth1.class),
    @JsonSubTypes.Type(name = "sigv4", value = SigV4.class)
})
public sealed interface AuthSpec
        permits OAuth2Consent, OAuth2ClientCredentials, ApiKey, Basic, SessionLogin, Driver, JwtBearer, OAuth1, SigV4 {
    /** Names it for as long as the provider is in the catalog: connections and stored credentials refer to it. */
    String id();

    /** The kind of method, as the catalog and the API name it. */
    default String type() {
        return Arrays.stream(AuthSpec.class.getAnnotation(JsonSubTypes.class).value())
                .filter(kind -> kind.value().isInstance(this))
                .map(JsonSubTypes.Type::name)
                .findFirst()
                .orElseThrow();
    }

    /** The request that tells whose account it is; null if there is none. */
    @Nullable
    Identity identity();

    /** The request that tests a credential; null if the provider has none. */
    @Nullable
    Probe probe();

    /** The URL that issues a token for what a person entered; null if there is none. */
    default @Nullable String issuingUrl() {
        return null;
    }

    /**
     * The token endpoint of the server at which users consent. One grant there can serve several providers of the
     * catalog, such as the products of a family. Empty if users consent nowhere.
     */
    default Optional<String> authorizationServer() {
        return Optional.empty();
    }

    /** {@link #identity()}. */
    default Optional<Identity> identifies() {
        return Optional.ofNullable(identity());
    }

    /** Whether the provider tells whose account it is. */
    default boolean namesAccount() {
        return identifies().map(Identity::id).isPresent();
    }

    /** {@link #probe()}. */
    default Optional<Probe> verifies() {
        return Optional.ofNullable(probe());
    }

    /** Whether the provider can test a credential: by a request, or when it issues a token for it. */
    default boolean verifiable() {
        return probe() != null || issuingUrl() != null;
    }

    /** This method with values for the placeholders in its templates. */
    AuthSpec with(Templates templates);

    /** Every URL that a browser or the broker is sent to. */
    default Stream<String> urls() {
        return Stream.of(
                        Stream.ofNullable(issuingUrl()),
                        verifies().stream().flatMap(Probe::urls),
                        identifies().map(Identity::url).stream())
                .flatMap(urls -> urls);
    }

    /** Whether a client that an operator registers stands for Latchkey at the provider. */
    default boolean hasClient() {
        return false;
    }

    /** Whether that client authenticates with a secret. */
    default boolean hasClientSecret() {
        return hasClient();
    }

    /** The algorithm of the key with which that client authenticates. Empty if it authenticates in another way. */
    default Optional<AssertionAlgorithm> keyAlgorithm() {
        return Optional.empty();
    }

    /** Whether that client is registered with a name that the provider has given to the redirect URI. */
    default boolean hasRedirectAlias() {
        return false;
    }

    /**
     * Where the secrets of a connection made in this way are sent. Client secrets and credentials are bound to the
     * origin of the method in the catalog, in which placeholders stand for all their values.
     */
    default Origin origin() {
        return Origin.of(null, issuingUrl(), issuingUrl(), urls());
    }
}
