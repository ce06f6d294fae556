package io.latchkey.catalog.facts;

import io.latchkey.catalog.ApiKey;
import io.latchkey.catalog.AuthSpec;
import io.latchkey.catalog.Basic;
import io.latchkey.catalog.Driver;
import io.latchkey.catalog.JwtBearer;
import io.latchkey.catalog.OAuth1;
import io.latchkey.catalog.OAuth2ClientCredentials;
import io.latchkey.catalog.OAuth2Code;
import io.latchkey.catalog.Provider;
import io.latchkey.catalog.SessionLogin;
import io.latchkey.catalog.SigV4;
import io.latchkey.catalog.form.FormField;
import io.latchkey.catalog.login.LoginRules;
import io.latchkey.catalog.oauth2.GrantRules;
import io.latchkey.catalog.oauth2.LongLivedRules;
import io.latchkey.catalog.oauth2.PkceMethod;
import io.latchkey.catalog.oauth2.RefreshEnd;
import io.latchkey.catalog.oauth2.RefreshRules;
import io.latchkey.catalog.oauth2.ResponseRules;
import io.latchkey.catalog.oauth2.RevocationRules;
import io.latchkey.catalog.oauth2.RevokeForm;
import io.latchkey.catalog.oauth2.TokenCall;
import io.latchkey.catalog.oauth2.TokenRules;
import io.latchkey.catalog.parameter.CallbackParameter;
import io.latchkey.catalog.parameter.ChoiceParameter;
import io.latchkey.catalog.parameter.IdentityParameter;
import io.latchkey.catalog.parameter.Parameter;
import io.latchkey.catalog.parameter.TokenResponseParameter;
import io.latchkey.catalog.reported.ReportedValue;
import io.latchkey.catalog.request.AccountPointers;
import io.latchkey.catalog.request.ApiRequest;
import io.latchkey.catalog.request.Assertion;
import io.latchkey.catalog.request.Identity;
import io.latchkey.catalog.request.Placement;
import io.latchkey.catalog.request.Probe;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The facts about one method that an entry contains, in the words of {@code providers.csv}. */
final class WrittenFacts {
    private static final String LINE = "\n";
    private static final Map<String, String> STANDARD = Map.of(
            "access-token", "/access_token",
            "refresh-token", "/refresh_token",
            "expires-in", "/expires_in",
            "expires-at", "/expires_at",
            "refresh-expires-in", "/refresh_expires_in",
            "refresh-expires-at", "/refresh_expires_at",
            "scope", "/scope",
            "error", "/error");

    private final Provider provider;
    private final AuthSpec method;
    private final Map<String, String> facts = new LinkedHashMap<>();

    private WrittenFacts(Provider provider, AuthSpec method) {
        this.provider = provider;
        this.method = method;
    }

    /** @param provider with values for its placeholders */
    static Map<String, String> of(Provider provider, String method) {
        var written = new WrittenFacts(provider, provider.method(method).orElseThrow());
        written.collect();
        return written.facts;
    }

    private void collect() {
        facts.put("type", method.type());
        facts.put("documentation", text(provider.documentation()));
        facts.put(
                "api",
                lines(
                        text(provider.api().url()),
                        named("", ": ", provider.api().headers()),
                        named("query ", "=", provider.api().query())));
        facts.put(
                "parameters",
                provider.parameters().stream().map(WrittenFacts::parameter).collect(joined()));
        facts.put("authorize", method instanceof OAuth2Code code ? authorize(code) : oauth1(this::authorize));
        facts.put("scopes", scopes());
        facts.put("token", token());
        facts.put("response", response());
        facts.put("grant", method instanceof OAuth2Code code ? grant(code.grant()) : "");
        facts.put("long-lived", method instanceof OAuth2Code code ? longLived(code.longLived()) : "");
        facts.put("revoke", revoke());
        facts.put("fields", fields());
        facts.put("placement", placement());
        facts.put("identity", method.identifies().map(this::identity).orElse(""));
        facts.put("probe", method.verifies().map(this::probe).orElse(""));
        facts.put(
                "errors",
                provider.errors().stream()
                        .map(rule -> spaced(rule.codes()) + " at " + spaced(rule.at()) + " = " + lower(rule.means()))
                        .collect(joined()));
    }

    private static String parameter(Parameter parameter) {
        var id = parameter.id() + " ";
        if (parameter instanceof CallbackParameter callback) {
            return id + "callback " + callback.name();
        }
        if (parameter instanceof TokenResponseParameter response) {
            return id + "token-response " + response.pointer();
        }
        if (parameter instanceof IdentityParameter identity) {
            return id + "identity " + identity.pointer();
        }
        if (parameter instanceof ChoiceParameter choice) {
            return id + "choice "
                    + choice.choices().stream()
                            .map(ChoiceParameter.Choice::value)
                            .collect(Collectors.joining(" "));
        }
        return id + "text";
    }

    private String authorize(OAuth2Code code) {
        var rules = code.authorize();
        var names = rules.names();
        return lines(
                rules.url(),
                named("", "=", rules.parameters()),
                rules.pkce() == PkceMethod.NONE ? "without PKCE" : "",
                renamed("client_id", names.clientId()),
                renamed("code", names.code()),
                rules.redirectAlias() ? "redirect alias" : "",
                rules.grantedScopes() == null ? "" : "granted scopes in " + rules.grantedScopes(),
                rules.issuer() == null ? "" : "issuer " + rules.issuer());
    }

    private String authorize(OAuth1 oauth1) {
        return lines(
                oauth1.requestToken().url(),
                oauth1.authorize().url(),
                named("", "=", oauth1.authorize().parameters()));
    }

    private String scopes() {
        if (method instanceof OAuth2Code code) {
            var separator = lower(code.authorize().scopeSeparator());
            return (separator + " " + String.join(" ", code.authorize().scopes())).strip();
        }
        if (method instanceof OAuth2ClientCredentials client) {
            return String.join(" ", client.scopes());
        }
        return method instanceof JwtBearer jwt ? String.join(" ", jwt.scopes()) : "";
    }

    private String token() {
        if (method instanceof OAuth2Code code) {
            return lines(token(code.token()), refresh(code.token().refresh()));
        }
        if (method instanceof OAuth2ClientCredentials client) {
            return token(client.token());
        }
        if (method instanceof SessionLogin session) {
            return login(session.login());
        }
        if (method instanceof JwtBearer jwt) {
            var signed = lower(jwt.jwt().algorithm()) + " "
                    + named("", ": ", jwt.jwt().header()).replace(LINE, ", ") + " "
                    + named("", ": ", jwt.jwt().claims()).replace(LINE, ", ");
            return lines(
                    signed,
                    jwt.token() == null ? "" : token(jwt.token()),
                    jwt.login() == null ? "" : login(jwt.login()));
        }
        if (method instanceof SigV4 signed) {
            return signed.service() + " " + signed.region();
        }
        return oauth1(oauth1 -> oauth1.accessToken().url());
    }

    private static String token(TokenRules rules) {
        return lines(
                rules.url(),
                lower(rules.clientAuthentication()) + " " + lower(rules.body()),
                named("", ": ", rules.headers()),
                named("", "=", rules.parameters()),
                rules.omitGrantType() ? "without grant_type" : "",
                renamed("client_id", rules.names().clientId()),
                renamed("client_secret", rules.names().clientSecret()),
                renamed("code", rules.names().code()));
    }

    private static String refresh(RefreshRules rules) {
        return Stream.of(
                        rules.url(),
                        rules.clientAuthentication() == null ? null : lower(rules.clientAuthentication()),
                        rules.redirectUri() ? "redirect_uri" : null,
                        rules.notBefore().isZero()
                                ? null
                                : "not before " + rules.notBefore().toSeconds(),
                        rules.parameters().isEmpty() ? null : named("", "=", rules.parameters()))
                .filter(Objects::nonNull)
                .map(difference -> "refresh " + difference)
                .collect(joined());
    }

    private static String login(LoginRules rules) {
        return lines(
                rules.method() + " " + rules.url(),
                named("", ": ", rules.headers()),
                rules.basic() == null
                        ? ""
                        : "basic " + rules.basic().username() + " "
                                + rules.basic().password(),
                text(rules.body()),
                rules.expect().stream().map(WrittenFacts::assertion).collect(joined()));
    }

    private String response() {
        if (method instanceof OAuth2Code code) {
            return response(code.token().response());
        }
        if (method instanceof OAuth2ClientCredentials client) {
            return response(client.token().response());
        }
        if (method instanceof SessionLogin session) {
            return login(
                    session.login().token(),
                    session.login().expiresAt(),
                    session.login().life());
        }
        if (method instanceof JwtBearer jwt && jwt.login() != null) {
            return login(
                    jwt.login().token(), jwt.login().expiresAt(), jwt.login().life());
        }
        return oauth1(oauth1 -> lines(
                text(oauth1.accessToken().expiresAt()),
                oauth1.accessToken().account() == null
                        ? ""
                        : pointers(oauth1.accessToken().account())));
    }

    private static String login(String token, @Nullable String expiresAt, @Nullable Duration life) {
        return lines(token, expiresAt == null ? "" : "expires-at " + expiresAt, life == null ? "" : "life " + life);
    }

    private static String response(ResponseRules rules) {
        var pointers = new TreeMap<String, String>();
        pointers.put("access-token", rules.accessToken());
        pointers.put("refresh-token", rules.refreshToken());
        pointers.put("expires-in", rules.expiresIn());
        pointers.put("expires-at", rules.expiresAt());
        pointers.put("refresh-expires-in", rules.refreshExpiresIn());
        pointers.put("refresh-expires-at", rules.refreshExpiresAt());
        pointers.put("scope", rules.scope());
        pointers.put("error", rules.error());
        pointers.entrySet().removeIf(pointer -> pointer.getValue().equals(STANDARD.get(pointer.getKey())));
        var account = rules.account();
        return lines(
                named("", " ", pointers),
                account == null ? "" : "account " + pointers(account),
                account == null || account.idToken() == null ? "" : "id-token " + account.idToken(),
                rules.success() == null ? "" : "success " + assertion(rules.success()));
    }

    private static String grant(GrantRules rules) {
        return lines(
                rules.rotates() == null ? "" : "rotates " + rules.rotates(),
                rules.refreshEnd() == RefreshEnd.NONE ? "" : "end " + lower(rules.refreshEnd()),
                rules.idleLimit() == null ? "" : "idle " + rules.idleLimit().toSeconds(),
                rules.absoluteLimit() == null
                        ? ""
                        : "absolute " + rules.absoluteLimit().toSeconds(),
                rules.replayGrace().equals(GrantRules.USUAL_GRACE)
                        ? ""
                        : "grace " + rules.replayGrace().toSeconds());
    }

    private static String longLived(@Nullable LongLivedRules rules) {
        return rules == null
                ? ""
                : lines(
                        call(rules.exchange()),
                        rules.renewal() == null ? "" : call(rules.renewal()),
                        "after " + rules.renewableAfter().toSeconds(),
                        rules.response() == null ? "" : "response " + response(rules.response()));
    }

    private static String call(TokenCall call) {
        return call.method() + " " + call.url() + " "
                + named("", "=", call.parameters()).replace(LINE, "&");
    }

    private String revoke() {
        if (method instanceof OAuth2Code code) {
            return code.revoke() == null ? "" : revoke(code.revoke());
        }
        return oauth1(oauth1 -> oauth1.revoke() == null
                ? ""
                : oauth1.revoke().method() + " " + oauth1.revoke().url() + "\nrevokes "
                        + lower(oauth1.revoke().revokes()));
    }

    private static String revoke(RevocationRules rules) {
        var request = rules.request();
        return lines(
                (rules.form() == RevokeForm.CUSTOM && request != null
                                ? request.method().name()
                                : lower(rules.form())) + " " + rules.url(),
                request == null ? "" : named("", ": ", request.headers()),
                request == null ? "" : text(request.body()),
                "revokes " + lower(rules.revokes()));
    }

    private String fields() {
        List<FormField> fields = List.of();
        if (method instanceof ApiKey key) {
            fields = key.fields();
        } else if (method instanceof SessionLogin session) {
            fields = session.fields();
        } else if (method instanceof JwtBearer jwt) {
            fields = jwt.fields();
        } else if (method instanceof Driver driver) {
            fields = driver.fields();
        }
        return fields.stream()
                .map(field -> field.id() + (field.optional() ? "?" : ""))
                .collect(Collectors.joining(" "));
    }

    private String placement() {
        if (method instanceof OAuth2Code code) {
            return placement(code.placement());
        }
        if (method instanceof OAuth2ClientCredentials client) {
            return placement(client.placement());
        }
        if (method instanceof ApiKey key) {
            return placement(key.placement());
        }
        if (method instanceof SessionLogin session) {
            return placement(session.placement());
        }
        if (method instanceof JwtBearer jwt) {
            return placement(jwt.placement());
        }
        if (method instanceof Basic) {
            return "basic";
        }
        return oauth1(oauth1 -> oauth1.placement() == null ? "signed" : placement(oauth1.placement()));
    }

    private static String placement(Placement placement) {
        var basic = placement.basic();
        return lines(
                named("header ", ": ", placement.headers()),
                named("query ", "=", placement.query()),
                named("body ", "=", placement.body()),
                basic == null ? "" : "basic " + basic.username() + ":" + basic.password(),
                placement.url() == null ? "" : "path " + placement.url());
    }

    private String identity(Identity identity) {
        return lines(request(identity), pointers(identity));
    }

    private static String pointers(AccountPointers account) {
        return lines(
                        account.id() == null ? "" : "id " + account.id(),
                        account.tenant() == null ? "" : "tenant " + account.tenant(),
                        account.label() == null ? "" : "label " + account.label())
                .replace(LINE, " ");
    }

    private String probe(Probe probe) {
        var restricted = probe.restricted();
        return lines(
                request(probe),
                statuses("", probe.statuses()),
                probe.expect().stream().map(WrittenFacts::assertion).collect(joined()),
                restricted == null
                        ? ""
                        : "restricted " + statuses("", restricted.statuses()) + " "
                                + restricted.expect().stream()
                                        .map(WrittenFacts::assertion)
                                        .collect(joined()),
                probe.deadStatuses().isEmpty() ? "" : statuses("dead ", probe.deadStatuses()),
                reported("expiry ", probe.expiryFrom()),
                reported("scopes ", probe.scopesFrom()));
    }

    private static String reported(String what, @Nullable ReportedValue value) {
        return value == null
                ? ""
                : what
                        + Stream.of(value.url(), value.header(), value.pointer())
                                .filter(Objects::nonNull)
                                .collect(Collectors.joining(" "));
    }

    private static String request(ApiRequest request) {
        return lines(request.method() + " " + request.url(), named("", ": ", request.headers()), text(request.body()));
    }

    private static String assertion(Assertion assertion) {
        var pointer = assertion.pointer().isEmpty() ? "\"\"" : assertion.pointer();
        if (assertion.equals() != null) {
            return pointer + " = " + assertion.equals();
        }
        return pointer + (assertion.not() != null ? " != " + assertion.not() : " " + lower(assertion.is()));
    }

    private static String statuses(String what, Collection<Integer> statuses) {
        return what + statuses.stream().sorted().map(String::valueOf).collect(Collectors.joining(" "));
    }

    private String oauth1(Function<OAuth1, String> facts) {
        return method instanceof OAuth1 oauth1 ? facts.apply(oauth1) : "";
    }

    private static String renamed(String standard, String name) {
        return name.equals(standard) ? "" : standard + " is " + name;
    }

    private static String named(String what, String between, Map<String, String> values) {
        return new TreeMap<>(values)
                .entrySet().stream()
                        .map(value -> what + value.getKey() + between + value.getValue())
                        .collect(joined());
    }

    private static String lines(String... lines) {
        return Stream.of(lines)
                .filter(line -> !line.isBlank())
                .map(String::strip)
                .collect(joined());
    }

    private static String spaced(Collection<String> values) {
        return values.stream().sorted().collect(Collectors.joining(" "));
    }

    private static String lower(@Nullable Object constant) {
        return String.valueOf(constant).toLowerCase(Locale.ROOT);
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static Collector<CharSequence, ?, String> joined() {
        return Collectors.joining(LINE);
    }
}
