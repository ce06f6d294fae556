package io.latchkey.broker.method.basic;

import io.latchkey.broker.method.BrowserResponse;
import io.latchkey.broker.method.NextStep.Form;
import io.latchkey.broker.method.NextStep.Form.Field;
import io.latchkey.broker.method.Refusal;
import io.latchkey.broker.method.RequestParts;
import io.latchkey.broker.method.entered.EnteredCredentials;
import io.latchkey.broker.method.entered.EnteredMethod;
import io.latchkey.broker.secret.BasicLogin;
import io.latchkey.broker.secret.Grant;
import io.latchkey.broker.secret.Material;
import io.latchkey.broker.upstream.BasicCredentials;
import io.latchkey.catalog.Basic;
import io.latchkey.catalog.Provider;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The user name and password method of one provider. */
final class BasicMethod extends EnteredMethod {
    private static final String USERNAME = "username";
    private static final String PASSWORD = "password";

    /** RFC 7617, section 2: neither user name nor password contains control characters. */
    private static final Pattern VALUES = Pattern.compile("\\P{Cc}{1,1024}");

    private final Basic spec;

    BasicMethod(Provider provider, Basic spec, EnteredCredentials credentials) {
        super(provider, credentials);
        this.spec = spec;
    }

    @Override
    public Basic spec() {
        return spec;
    }

    @Override
    public Class<BasicLogin> material() {
        return BasicLogin.class;
    }

    @Override
    protected Form fields() {
        return new Form(
                List.of(Field.line(USERNAME, spec.username(), true), Field.line(PASSWORD, spec.password(), false)));
    }

    @Override
    public List<Refusal> refusals(BrowserResponse response) {
        return Stream.of(USERNAME, PASSWORD)
                .flatMap(field -> refusal(field, response.text(field).orElse("")).stream())
                .toList();
    }

    private static Optional<Refusal> refusal(String field, String value) {
        if (!VALUES.matcher(value).matches()) {
            return Optional.of(Refusal.malformed(field));
        }
        return field.equals(USERNAME) && value.contains(":") ? Optional.of(Refusal.colon(field)) : Optional.empty();
    }

    @Override
    protected Uni<Grant> grant(BrowserResponse response, List<String> permissions) {
        var login = new BasicLogin(
                response.value(USERNAME).orElseThrow(), response.value(PASSWORD).orElseThrow(), now());
        return assumed(login, permissions);
    }

    @Override
    public RequestParts apply(Material material) {
        return header(material().cast(material));
    }

    static RequestParts header(BasicLogin login) {
        return RequestParts.header(
                "Authorization",
                BasicCredentials.of(login.username().reveal(), login.password().reveal()));
    }
}
