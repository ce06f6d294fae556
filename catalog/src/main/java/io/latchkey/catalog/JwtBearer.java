package io.latchkey.catalog;

import io.latchkey.catalog.form.FormField;
import io.latchkey.catalog.jwt.DerivedValue;
import io.latchkey.catalog.jwt.JwtRules;
import io.latchkey.catalog.login.LoginRules;
import io.latchkey.catalog.oauth2.ClientAuthentication;
import io.latchkey.catalog.oauth2.TokenRules;
import io.latchkey.catalog.parameter.Step;
import io.latchkey.catalog.parameter.Templates;
import io.latchkey.catalog.request.Identity;
import io.latchkey.catalog.request.Placement;
import io.latchkey.catalog.request.Probe;
import io.latchkey.catalog.rule.InvalidFieldException;
import io.latchkey.catalog.rule.Require;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A private key of the user, with which Latchkey signs JSON Web Tokens. The provider issues an access token for one, or
 * accepts it as the credential itself.
 *
 * @param fields what the person enters, in this order
 * @param values parts of entered values, by the names that templates use
 * @param jwt refers to fields, values and {@code {scopes}}
 * @param scopes requested in addition to those of the permissions
 * @param token the token endpoint of the JWT bearer grant (RFC 7523, section 2.1); null: none
 * @param login another request that exchanges {@code {jwt}} for a token; null: none. With neither, requests to the API
 *     carry the signed token
 * @param placement how requests carry {@code {token}}; null: as a bearer token
 * @param identity null if the provider has no request that identifies the account of a key
 * @param probe null if the provider has no request that tests a token
 */
public record JwtBearer(
        String id,
        List<FormField> fields,
        Map<String, DerivedValue> values,
        JwtRules jwt,
        List<String> scopes,
        @Nullable TokenRules token,
        @Nullable LoginRules login,
        Placement placement,
        @Nullable Identity identity,
        @Nullable Probe probe)
        implements AuthSpec {
    /** The name of the token in a placement. */
    public static final String TOKEN = "token";

    /** The name of the signed token in a login. */
    public static final String JWT = "jwt";

    private static final Duration LONGEST_ASSERTION = Duration.ofMinutes(5);
    private static final Duration LONGEST_CREDENTIAL = Duration.ofHours(1);

    public JwtBearer {
        id = Require.id("id", id);
        fields = FormField.form("fields", fields);
        values = Map.copyOf(values);
        jwt = Require.present("jwt", jwt);
        scopes = List.copyOf(scopes);
        placement = placement == null ? Placement.bearer(TOKEN) : placement;
        placement.requireAll(Set.of(TOKEN));
        requireKnown(values, FormField.ids(fields, field -> true));
        requireOneExchange(token, login);
        jwt.requireLife(token == null && login == null ? LONGEST_CREDENTIAL : LONGEST_ASSERTION);
    }

    private static void requireKnown(Map<String, DerivedValue> values, Set<String> fields) {
        values.forEach((name, value) -> {
            if (!fields.contains(value.field())) {
                throw new InvalidFieldException(
                        "values." + name + ".field",
                        "names the unknown field " + value.field() + ". " + Suggestions.remedy(value.field(), fields),
                        List.of("fields"));
            }
        });
    }

    private static void requireOneExchange(@Nullable TokenRules token, @Nullable LoginRules login) {
        if (token != null && login != null) {
            throw new InvalidFieldException("login", "cannot be combined with token");
        }
        if (token != null && token.clientAuthentication() != ClientAuthentication.NONE) {
            throw new InvalidFieldException("token.client-authentication", "must be none: the key authenticates");
        }
        if (login != null) {
            login.requireAll(Set.of(JWT));
        }
    }

    @Override
    public JwtBearer with(Templates templates) {
        var entered = templates.at(Step.AUTHORIZATION);
        var issued = templates.at(Step.AUTHORIZATION, Set.of(TOKEN));
        var names = new HashSet<>(values.keySet());
        names.addAll(FormField.ids(fields, field -> true));
        var signed = new HashSet<>(names);
        signed.add(JwtRules.SCOPES);
        names.add(JWT);
        return new JwtBearer(
                id,
                fields,
                values,
                jwt.with(templates.at(Step.AUTHORIZATION, signed)),
                entered.scopes(scopes),
                token == null ? null : token.with(templates),
                login == null ? null : login.with(templates, names),
                placement.with(issued),
                identity == null ? null : identity.with(issued),
                probe == null ? null : probe.with(issued));
    }

    @Override
    public @Nullable String issuingUrl() {
        if (token != null) {
            return token.url();
        }
        return login == null ? null : login.url();
    }
}
