package io.latchkey.catalog.login;

import io.latchkey.catalog.parameter.Placeholder;
import io.latchkey.catalog.parameter.Step;
import io.latchkey.catalog.parameter.Templates;
import io.latchkey.catalog.request.ApiRequest.Method;
import io.latchkey.catalog.request.Assertion;
import io.latchkey.catalog.request.Placement;
import io.latchkey.catalog.rule.InvalidFieldException;
import io.latchkey.catalog.rule.Require;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The request that exchanges entered values for a token. Headers, user name and password, and body are templates.
 *
 * @param method POST unless the entry names another
 * @param basic HTTP Basic (RFC 7617); null: none
 * @param body JSON if it begins with a brace or a bracket, otherwise the parameters of a form; null: none
 * @param token JSON pointer to the token in the response
 * @param expiresIn JSON pointer to the lifetime of the token in seconds; null: the response has none
 * @param expiresAt JSON pointer to the time at which the token expires; null: the response has none
 * @param life lifetime of a token whose response has none; null: unknown
 * @param expect must all hold for the response to a login that succeeded; a 2xx status is needed in any case
 * @param refusedStatuses with which the provider refuses the entered values for good. A 401 that is not among them is
 *     only a suspicion
 */
public record LoginRules(
        Method method,
        String url,
        Map<String, String> headers,
        Placement.@Nullable Basic basic,
        @Nullable String body,
        String token,
        @Nullable String expiresIn,
        @Nullable String expiresAt,
        @Nullable Duration life,
        List<Assertion> expect,
        Set<Integer> refusedStatuses) {
    public LoginRules {
        method = method == null ? Method.POST : method;
        url = Require.url("url", url);
        headers = Require.headers("headers", headers);
        token = Require.pointer("token", token);
        expiresIn = expiresIn == null ? null : Require.pointer("expires-in", expiresIn);
        expiresAt = expiresAt == null ? null : Require.pointer("expires-at", expiresAt);
        life = life == null ? null : Require.positive("life", life);
        expect = List.copyOf(expect);
        refusedStatuses = Set.copyOf(refusedStatuses);
    }

    /**
     * These rules with values for the placeholders.
     *
     * @param entered the names of entered values, which all templates but the URL can refer to: servers log URLs
     */
    public LoginRules with(Templates templates, Set<String> entered) {
        var later = templates.at(Step.AUTHORIZATION, entered);
        return new LoginRules(
                method,
                templates.at(Step.AUTHORIZATION).url(url),
                later.texts(headers),
                basic == null ? null : basic.with(later),
                later.orNull(body, later::body),
                token,
                expiresIn,
                expiresAt,
                life,
                expect,
                refusedStatuses);
    }

    /** Fails unless the templates refer to all of {@code fields}. */
    public void requireAll(Collection<String> fields) {
        var used = templates()
                .flatMap(template -> Placeholder.namesIn(template).stream())
                .toList();
        fields.stream().filter(id -> !used.contains(id)).findFirst().ifPresent(id -> {
            throw new InvalidFieldException("login", "must contain {" + id + "}", List.of("fields"));
        });
    }

    /** Whether a header contains the value of a field, so that it must be printable ASCII. */
    public boolean sendsInHeader(String field) {
        return headers.values().stream().anyMatch(template -> refersTo(template, field));
    }

    /** Whether the user name of HTTP Basic contains the value of a field, so that it must not contain a colon. */
    public boolean sendsInUserName(String field) {
        return basic != null && refersTo(basic.username(), field);
    }

    private static boolean refersTo(String template, String field) {
        return Placeholder.namesIn(template).contains(field);
    }

    private Stream<String> templates() {
        return Stream.of(
                        headers.values().stream(),
                        Stream.ofNullable(basic).flatMap(both -> Stream.of(both.username(), both.password())),
                        Stream.ofNullable(body))
                .flatMap(texts -> texts);
    }
}
