package io.latchkey.broker.consent.callback;

import io.latchkey.broker.consent.Capability;
import io.latchkey.catalog.Provider;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a provider sent with the browser (RFC 6749, sections 4.1.2 and 4.1.2.1; RFC 9207). A parameter that comes twice
 * is taken for absent, for nobody can say which one was meant.
 *
 * @param provider whose redirect URI it came to
 */
record Answer(
        String provider,
        @Nullable String state,
        @Nullable String code,
        @Nullable String issuer,
        @Nullable String error) {
    static Answer of(String provider, MultivaluedMap<String, String> query) {
        return new Answer(
                provider, single(query, "state"), single(query, "code"), single(query, "iss"), single(query, "error"));
    }

    private static @Nullable String single(MultivaluedMap<String, String> query, String name) {
        return Optional.ofNullable(query.get(name))
                .filter(values -> values.size() == 1)
                .map(values -> values.get(0))
                .orElse(null);
    }

    /** Whether it names the issuer that was asked (RFC 9207), or need not. */
    boolean isOf(Provider asked) {
        var rules = asked.oauth2().authorize();
        return issuer == null
                ? !rules.issuerRequired()
                : rules.issuer() == null || rules.issuer().equals(issuer);
    }

    /** What only the browser with this binding can make of this answer; equal answers, and no others, make equal ones. */
    Capability fingerprint(String binding) {
        var parts = Stream.of(code, issuer, error)
                .map(part -> part == null ? "-" : part.length() + ":" + part)
                .collect(Collectors.joining());
        return Capability.derived(binding, "response/" + parts);
    }

    @Override
    public String toString() {
        return "Answer[provider=" + provider + "]";
    }
}
