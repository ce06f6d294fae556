package io.latchkey.broker.method.oauth2.jwt;

import io.latchkey.broker.method.BrowserResponse;
import io.latchkey.broker.method.NextStep.Form;
import io.latchkey.broker.method.PlacedValues;
import io.latchkey.broker.method.Refusal;
import io.latchkey.broker.method.RequestParts;
import io.latchkey.broker.method.client.OwnClient;
import io.latchkey.broker.method.entered.EnteredFields;
import io.latchkey.broker.method.entered.Issued;
import io.latchkey.broker.method.entered.IssuingMethod;
import io.latchkey.broker.secret.Material;
import io.latchkey.broker.secret.Secret;
import io.latchkey.broker.secret.SignedToken;
import io.latchkey.broker.upstream.failure.Failure;
import io.latchkey.broker.upstream.failure.ProviderException;
import io.latchkey.catalog.JwtBearer;
import io.latchkey.catalog.Provider;
import io.latchkey.catalog.form.FormField;
import io.latchkey.catalog.jwt.DerivedValue;
import io.latchkey.catalog.jwt.JwtRules;
import io.latchkey.catalog.login.LoginRules;
import io.latchkey.catalog.oauth2.TokenRules;
import io.latchkey.contracts.connection.Outcome;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The signing key method of one provider. */
final class JwtBearerMethod extends IssuingMethod {
    private static final String GRANT_TYPE = "urn:ietf:params:oauth:grant-type:jwt-bearer";

    /** A key that was accepted is refused now: only a change of the catalog can cause that. */
    private static final Failure KEY_UNUSABLE = new Failure(Outcome.OPERATOR_FAULT, null, "key_unusable", null, null);

    private final JwtBearer spec;
    private final EnteredFields fields;
    private final JwtBearerMethods shared;

    JwtBearerMethod(Provider provider, JwtBearer spec, JwtBearerMethods shared) {
        super(provider, shared.credentials);
        this.spec = spec;
        this.fields = new EnteredFields(spec.fields());
        this.shared = shared;
    }

    @Override
    public JwtBearer spec() {
        return spec;
    }

    @Override
    public Class<SignedToken> material() {
        return SignedToken.class;
    }

    @Override
    protected Form fields() {
        return fields.form();
    }

    /** Refuses values that lack a part that the catalog names, and a key that cannot sign. */
    @Override
    public List<Refusal> refusals(BrowserResponse response) {
        var malformed = fields.refusals(response, this::withoutPart);
        return malformed.isEmpty()
                ? unusableKey(fields.values(response)).stream().toList()
                : malformed;
    }

    private Optional<Refusal> withoutPart(FormField field, String value) {
        return spec.values().values().stream()
                .filter(derived -> derived.field().equals(field.id()))
                .filter(derived -> EnteredKey.part(derived, value).isEmpty())
                .map(derived -> Refusal.malformed(field.id()))
                .findFirst();
    }

    private Optional<Refusal> unusableKey(Map<String, Secret> entered) {
        try {
            var unused = signed(entered, List.of());
            return Optional.empty();
        } catch (UnusableKeyException unusable) {
            return Optional.of(Refusal.malformed(keyField()));
        }
    }

    /** The field that contains the key, or a part of which is the key. */
    private String keyField() {
        return spec.values().entrySet().stream()
                .filter(value -> refersTo(value.getKey()))
                .map(Map.Entry::getValue)
                .map(DerivedValue::field)
                .findFirst()
                .or(() -> spec.fields().stream()
                        .map(FormField::id)
                        .filter(this::refersTo)
                        .findFirst())
                .orElseGet(() -> spec.fields().get(0).id());
    }

    private boolean refersTo(String name) {
        return spec.jwt().key().contains("{" + name + "}");
    }

    @Override
    protected Map<String, Secret> values(BrowserResponse response) {
        return fields.values(response);
    }

    @Override
    protected List<String> scopes(List<String> permissions) {
        return provider().scopes(spec.scopes(), permissions);
    }

    @Override
    protected Uni<Issued> issue(Map<String, Secret> entered, List<String> scopes) {
        return Uni.createFrom().deferred(() -> {
            try {
                return issued(entered, scopes, signed(entered, scopes));
            } catch (UnusableKeyException unusable) {
                return Uni.createFrom().failure(new ProviderException(KEY_UNUSABLE));
            }
        });
    }

    private SignedJwt signed(Map<String, Secret> entered, List<String> scopes) throws UnusableKeyException {
        var values = EnteredKey.values(spec.values(), fields.texts(entered));
        values.put(JwtRules.SCOPES, String.join(" ", scopes));
        return SignedJwt.of(spec.jwt(), values, shared.ids.next().toString(), now());
    }

    private Uni<Issued> issued(Map<String, Secret> entered, List<String> scopes, SignedJwt jwt) {
        var token = spec.token();
        var login = spec.login();
        if (token != null) {
            return traded(entered, scopes, jwt, token);
        }
        return login == null ? Uni.createFrom().item(itself(entered, jwt)) : loggedIn(entered, jwt, login);
    }

    private Issued itself(Map<String, Secret> entered, SignedJwt jwt) {
        return new Issued(new SignedToken(entered, jwt.token(), now(), jwt.expiresAt()), null);
    }

    private Uni<Issued> traded(Map<String, Secret> entered, List<String> scopes, SignedJwt jwt, TokenRules rules) {
        var parameters = new LinkedHashMap<>(rules.parameters());
        parameters.put("grant_type", GRANT_TYPE);
        parameters.put("assertion", jwt.token().reveal());
        if (!scopes.isEmpty() && !spec.jwt().usesAnyOf(Set.of(JwtRules.SCOPES))) {
            parameters.put("scope", String.join(" ", scopes));
        }
        return shared.tokens
                .request(provider(), rules, null, parameters)
                .map(reply -> new Issued(
                        new SignedToken(
                                entered, reply.requireAccessToken(), reply.begun(), reply.accessTokenExpiresAt()),
                        reply.scopes()))
                .plug(OwnClient::blaming);
    }

    private Uni<Issued> loggedIn(Map<String, Secret> entered, SignedJwt jwt, LoginRules rules) {
        var values = EnteredKey.values(spec.values(), fields.texts(entered));
        values.put(JwtBearer.JWT, jwt.token().reveal());
        return shared.logins
                .login(provider(), rules, values)
                .map(session -> new Issued(
                        new SignedToken(entered, session.token(), session.obtainedAt(), session.expiresAt()), null));
    }

    @Override
    protected Optional<Duration> usualLife() {
        return Optional.ofNullable(spec.token()).map(TokenRules::defaultLife);
    }

    @Override
    public RequestParts apply(Material material) {
        return PlacedValues.in(spec.placement(), values(material));
    }

    @Override
    public Map<String, String> values(Material material) {
        return Map.of(JwtBearer.TOKEN, material().cast(material).token().reveal());
    }
}
