package io.latchkey.catalog.request;

import io.latchkey.catalog.parameter.Placeholder;
import io.latchkey.catalog.parameter.Templates;
import io.latchkey.catalog.rule.InvalidFieldException;
import io.latchkey.catalog.rule.Require;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How requests to the provider carry the values. Each text is a template with {@code {id}} for the field {@code id}.
 *
 * @param headers by their names, for example {@code Authorization: "Token {key}"}
 * @param query parameters of the URL. Servers log URLs, so use this only if the provider supports nothing else
 * @param basic HTTP Basic (RFC 7617); null: none
 * @param url the part that the URLs of the API have in common, if it contains a secret: only where the provider supports
 *     nothing else; null: it contains none
 * @param body members of the body of each request: of the JSON object, or parameters of the form
 */
public record Placement(
        Map<String, String> headers,
        Map<String, String> query,
        @Nullable Basic basic,
        @Nullable String url,
        Map<String, String> body) {
    /** User name and password; one of them may be empty. */
    public record Basic(String username, String password) {
        public Basic {
            username = username == null ? "" : username;
            password = password == null ? "" : password;
        }

        public Basic with(Templates templates) {
            return new Basic(templates.text(username), templates.text(password));
        }
    }

    public Placement {
        headers = Map.copyOf(headers);
        query = Map.copyOf(query);
        body = Map.copyOf(body);
        url = url == null ? null : Require.url("url", url);
        for (var name : headers.keySet()) {
            var unused = Require.token("headers." + name, name);
        }
        if (headers.isEmpty() && query.isEmpty() && body.isEmpty() && basic == null && url == null) {
            throw new InvalidFieldException("headers", "is missing, and so are query, basic, url and body");
        }
        if (basic != null && headers.keySet().stream().anyMatch("Authorization"::equalsIgnoreCase)) {
            throw new InvalidFieldException("basic", "cannot be combined with a header Authorization");
        }
    }

    /** Headers, query parameters and HTTP Basic only. */
    public Placement(Map<String, String> headers, Map<String, String> query, @Nullable Basic basic) {
        this(headers, query, basic, null, Map.of());
    }

    public Placement with(Templates templates) {
        return new Placement(
                templates.texts(headers),
                templates.texts(query),
                basic == null ? null : basic.with(templates),
                templates.orNull(url, templates::url),
                templates.texts(body));
    }

    /** The value {@code name} as a bearer token (RFC 6750, section 2.1). */
    public static Placement bearer(String name) {
        return new Placement(Map.of("Authorization", "Bearer {" + name + "}"), Map.of(), null);
    }

    /** Fails unless the templates refer to all of {@code fields}. */
    public void requireAll(Collection<String> fields) {
        var used = templates()
                .flatMap(template -> Placeholder.namesIn(template).stream())
                .toList();
        fields.stream().filter(id -> !used.contains(id)).findFirst().ifPresent(id -> {
            throw new InvalidFieldException("placement", "must contain {" + id + "}", List.of("fields"));
        });
    }

    private Stream<String> templates() {
        var values = new ArrayList<String>(headers.values());
        values.addAll(query.values());
        values.addAll(body.values());
        if (url != null) {
            values.add(url);
        }
        if (basic != null) {
            values.addAll(List.of(basic.username(), basic.password()));
        }
        return values.stream();
    }
}
