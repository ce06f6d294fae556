package io.latchkey.catalog.oauth2;

import org.jspecify.annotations.Nullable;

/**
 * The names of parameters, for a provider that does not use those of RFC 6749.
 *
 * @param clientId {@code client_id} by default
 * @param clientSecret {@code client_secret} by default
 * @param code {@code code} by default
 */
public record ParameterNames(String clientId, String clientSecret, String code) {
    static final ParameterNames STANDARD = new ParameterNames("client_id", "client_secret", "code");

    public ParameterNames {
        clientId = name(clientId, "client_id");
        clientSecret = name(clientSecret, "client_secret");
        code = name(code, "code");
    }

    static ParameterNames of(@Nullable ParameterNames names) {
        return names == null ? STANDARD : names;
    }

    private static String name(@Nullable String value, String standard) {
        return value == null || value.isBlank() ? standard : value;
    }
}
