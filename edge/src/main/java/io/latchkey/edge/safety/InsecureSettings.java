package io.latchkey.edge.safety;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The settings that serve a demonstration and endanger an installation, each with what is wrong and what to do. */
final class InsecureSettings {
    private static final Pattern PLAIN_HTTP = Pattern.compile("http://(\\[[^]]*]|[^/:]*)", Pattern.CASE_INSENSITIVE);
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Set<String> WELL_KNOWN = Set.of("secret", "password", "changeme", "postgres", "root", "admin");

    private static final List<Rule> RULES = List.of(
            plain("quarkus.oidc.auth-server-url", "whoever is on the way can pass for the issuer"),
            plain("quarkus.oidc-client.auth-server-url", "this service's own secret travels unprotected"),
            plain("quarkus.vault.url", "every secret travels unprotected"),
            plain("latchkey.public-url", "browsers send cookies and codes unprotected"),
            new Rule(
                    "quarkus.vault.authentication.client-token",
                    value -> true,
                    "a token that nobody renews, perhaps the root token, takes the place of a role",
                    "log in by Kubernetes or AppRole, as deploy/vault/setup.sh prepares it"),
            wellKnown("quarkus.datasource.password"),
            wellKnown("quarkus.oidc-client.credentials.secret"),
            new Rule(
                    "quarkus.http.cors.origins",
                    InsecureSettings::isAnyOrigin,
                    "any web page may call the API in its visitor's name",
                    "name the platform's own origins"),
            new Rule(
                    "latchkey.catalog.plain-http-hosts",
                    value -> true,
                    "client secrets and tokens travel to these hosts unprotected",
                    "leave it unset"));

    private InsecureSettings() {}

    /** A setting that is in use and should not be; the value itself is never told. */
    record Finding(String property, String danger, String remedy) {
        @Override
        public String toString() {
            return property + ": " + danger + "; " + remedy;
        }
    }

    private record Rule(String property, Predicate<String> applies, String danger, String remedy) {
        Stream<Finding> check(Function<String, Optional<String>> settings) {
            return settings
                    .apply(property)
                    .filter(value -> !value.isBlank())
                    .filter(applies)
                    .map(value -> new Finding(property, danger, remedy))
                    .stream();
        }
    }

    static List<Finding> among(Function<String, Optional<String>> settings) {
        return RULES.stream().flatMap(rule -> rule.check(settings)).toList();
    }

    private static Rule plain(String property, String danger) {
        return new Rule(property, InsecureSettings::isPlainHttp, danger, "give it an https URL");
    }

    private static Rule wellKnown(String property) {
        return new Rule(property, WELL_KNOWN::contains, "anybody can guess it", "make a random one");
    }

    /** On loopback nobody is on the way. */
    private static boolean isPlainHttp(String url) {
        var authority = PLAIN_HTTP.matcher(url);
        return authority.lookingAt() && !LOOPBACK.contains(authority.group(1));
    }

    private static boolean isAnyOrigin(String origins) {
        return Stream.of(origins.split(","))
                .map(String::trim)
                .anyMatch(origin -> origin.equals("*") || origin.equals("/.*/"));
    }
}
