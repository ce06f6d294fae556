package io.latchkey.broker.method.oauth2.clientcredentials;

import io.latchkey.broker.method.BrowserResponse;
import io.latchkey.broker.method.NextStep.Form;
import io.latchkey.broker.method.NextStep.Form.Field;
import io.latchkey.broker.method.PlacedValues;
import io.latchkey.broker.method.Refusal;
import io.latchkey.broker.method.RequestParts;
import io.latchkey.broker.method.client.OwnClient;
import io.latchkey.broker.method.entered.EnteredCredentials;
import io.latchkey.broker.method.entered.EnteredFields;
import io.latchkey.broker.method.entered.Issued;
import io.latchkey.broker.method.entered.IssuingMethod;
import io.latchkey.broker.method.oauth2.token.TokenEndpoint;
import io.latchkey.broker.method.oauth2.token.TokenResponse;
import io.latchkey.broker.secret.ClientRef;
import io.latchkey.broker.secret.ClientToken;
import io.latchkey.broker.secret.Material;
import io.latchkey.broker.secret.ProviderClient;
import io.latchkey.broker.secret.Registrant;
import io.latchkey.broker.secret.Secret;
import io.latchkey.catalog.OAuth2ClientCredentials;
import io.latchkey.catalog.Provider;
import io.latchkey.catalog.oauth2.ScopeSeparator;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The client credentials grant of one provider. */
final class ClientCredentialsMethod extends IssuingMethod {
    private static final String CLIENT_ID = "client_id";
    private static final String CLIENT_SECRET = "client_secret";

    private final OAuth2ClientCredentials spec;
    private final TokenEndpoint tokens;

    ClientCredentialsMethod(
            Provider provider, OAuth2ClientCredentials spec, EnteredCredentials credentials, TokenEndpoint tokens) {
        super(provider, credentials);
        this.spec = spec;
        this.tokens = tokens;
    }

    @Override
    public OAuth2ClientCredentials spec() {
        return spec;
    }

    @Override
    public Class<ClientToken> material() {
        return ClientToken.class;
    }

    @Override
    protected Form fields() {
        return new Form(List.of(
                Field.line(CLIENT_ID, spec.clientId(), true), Field.line(CLIENT_SECRET, spec.clientSecret(), false)));
    }

    /** RFC 6749, appendices A.1 and A.2: both consist of printable ASCII characters. */
    @Override
    public List<Refusal> refusals(BrowserResponse response) {
        return Stream.of(CLIENT_ID, CLIENT_SECRET)
                .filter(field ->
                        response.text(field).filter(EnteredFields::isSendable).isEmpty())
                .map(Refusal::malformed)
                .toList();
    }

    @Override
    protected Map<String, Secret> values(BrowserResponse response) {
        return Map.of(
                CLIENT_ID, response.value(CLIENT_ID).orElseThrow(),
                CLIENT_SECRET, response.value(CLIENT_SECRET).orElseThrow());
    }

    @Override
    protected List<String> scopes(List<String> permissions) {
        return provider().scopes(spec.scopes(), permissions);
    }

    @Override
    protected Uni<Issued> issue(Map<String, Secret> entered, List<String> scopes) {
        return tokens.request(provider(), spec.token(), client(entered), parameters(scopes))
                .map(reply -> issued(entered, reply))
                .plug(OwnClient::blaming);
    }

    private static ProviderClient client(Map<String, Secret> entered) {
        var id = required(entered, CLIENT_ID).reveal();
        return new ProviderClient(new ClientRef(Registrant.OWN, id), List.of(required(entered, CLIENT_SECRET)), null);
    }

    private Map<String, String> parameters(List<String> scopes) {
        var parameters = new LinkedHashMap<>(spec.token().parameters());
        if (!spec.token().omitGrantType()) {
            parameters.put("grant_type", spec.grantType());
        }
        if (!scopes.isEmpty() && spec.scopeSeparator() != ScopeSeparator.NONE) {
            parameters.put("scope", String.join(spec.scopeSeparator().text(), scopes));
        }
        return parameters;
    }

    private static Issued issued(Map<String, Secret> entered, TokenResponse reply) {
        return new Issued(
                new ClientToken(entered, reply.requireAccessToken(), reply.begun(), reply.accessTokenExpiresAt()),
                reply.scopes());
    }

    @Override
    protected Optional<Duration> usualLife() {
        return Optional.ofNullable(spec.token().defaultLife());
    }

    @Override
    public RequestParts apply(Material material) {
        return PlacedValues.in(spec.placement(), values(material));
    }

    @Override
    public Map<String, String> values(Material material) {
        var token = material().cast(material);
        return Map.of(
                OAuth2ClientCredentials.ACCESS_TOKEN,
                token.token().reveal(),
                OAuth2ClientCredentials.CLIENT_ID,
                required(token.entered(), CLIENT_ID).reveal());
    }
}
