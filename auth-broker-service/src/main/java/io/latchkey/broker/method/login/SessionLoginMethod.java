package io.latchkey.broker.method.login;

import io.latchkey.broker.method.BrowserResponse;
import io.latchkey.broker.method.NextStep.Form;
import io.latchkey.broker.method.PlacedValues;
import io.latchkey.broker.method.Refusal;
import io.latchkey.broker.method.RequestParts;
import io.latchkey.broker.method.endpoint.LoginEndpoint;
import io.latchkey.broker.method.endpoint.Session;
import io.latchkey.broker.method.entered.EnteredCredentials;
import io.latchkey.broker.method.entered.EnteredFields;
import io.latchkey.broker.method.entered.Issued;
import io.latchkey.broker.method.entered.IssuingMethod;
import io.latchkey.broker.secret.Material;
import io.latchkey.broker.secret.Secret;
import io.latchkey.broker.secret.SessionToken;
import io.latchkey.catalog.Provider;
import io.latchkey.catalog.SessionLogin;
import io.latchkey.catalog.form.FormField;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The login of one provider. */
final class SessionLoginMethod extends IssuingMethod {
    private final SessionLogin spec;
    private final EnteredFields fields;
    private final LoginEndpoint endpoint;

    SessionLoginMethod(Provider provider, SessionLogin spec, EnteredCredentials credentials, LoginEndpoint endpoint) {
        super(provider, credentials);
        this.spec = spec;
        this.fields = new EnteredFields(spec.fields());
        this.endpoint = endpoint;
    }

    @Override
    public SessionLogin spec() {
        return spec;
    }

    @Override
    public Class<SessionToken> material() {
        return SessionToken.class;
    }

    @Override
    protected Form fields() {
        return fields.form();
    }

    @Override
    public List<Refusal> refusals(BrowserResponse response) {
        return fields.refusals(response, this::refusal);
    }

    /** Visible values may be in headers of the API, too. */
    private Optional<Refusal> refusal(FormField field, String value) {
        var inHeader = field.visible() || spec.login().sendsInHeader(field.id());
        if (inHeader && !EnteredFields.isSendable(value)) {
            return Optional.of(Refusal.malformed(field.id()));
        }
        return spec.login().sendsInUserName(field.id()) && value.contains(":")
                ? Optional.of(Refusal.colon(field.id()))
                : Optional.empty();
    }

    @Override
    protected Map<String, Secret> values(BrowserResponse response) {
        return fields.values(response);
    }

    @Override
    protected Uni<Issued> issue(Map<String, Secret> entered, List<String> scopes) {
        return endpoint.login(provider(), spec.login(), fields.texts(entered))
                .map(session -> new Issued(token(entered, session), null));
    }

    private static SessionToken token(Map<String, Secret> entered, Session session) {
        return new SessionToken(entered, session.token(), session.obtainedAt(), session.expiresAt());
    }

    @Override
    protected Optional<Duration> usualLife() {
        return Optional.empty();
    }

    @Override
    public RequestParts apply(Material material) {
        return PlacedValues.in(spec.placement(), values(material));
    }

    @Override
    public Map<String, String> values(Material material) {
        var session = material().cast(material);
        var values = fields.texts(session.entered());
        values.put(SessionLogin.TOKEN, session.token().reveal());
        return values;
    }
}
