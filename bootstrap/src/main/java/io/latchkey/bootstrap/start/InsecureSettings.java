package io.latchkey.bootstrap.start;

import io.latchkey.bootstrap.settings.HttpUrl;
import io.latchkey.bootstrap.settings.Property;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds settings that are acceptable in a demonstration but insecure in production, each with the reason and the
 * remedy.
 */
final class InsecureSettings {
    private static final Pattern PLAIN_HTTP = Pattern.compile("http://(\\[[^]]*]|[^/:]*)", Pattern.CASE_INSENSITIVE);
    private static final Set<String> WELL_KNOWN = Set.of(
            "secret",
            "password",
            "changeme",
            "postgres",
            "root",
            "admin",
            "latchkey",
            "latchkey_connection",
            "latchkey_broker",
            "latchkey_verifier",
            "connection-service",
            "verifier-service");
    private static final Pattern KAFKA_PASSWORD = Pattern.compile("password\\s*=\\s*\"([^\"]*)\"");
    private static final String NOBODYS_ORIGIN = "https://somebody.invalid";

    private static final String GUESSABLE = "anybody can guess it";
    private static final String RANDOM = "make a random one";

    private static final List<Rule> RULES = List.of(
            plain("quarkus.oidc.auth-server-url", "anyone on the network path can impersonate the issuer"),
            plain("quarkus.oidc-client.auth-server-url", "this service's own secret travels unprotected"),
            plain("quarkus.vault.url", "every secret is sent unencrypted"),
            plain("latchkey.public-url", "browsers send cookies and codes unprotected"),
            new Rule(
                    "quarkus.vault.authentication.client-token",
                    value -> true,
                    "a token that nobody renews, perhaps the root token, takes the place of a role",
                    "log in by Kubernetes or AppRole, as deploy/vault/setup.sh prepares it"),
            new Rule(
                    "quarkus.vault.log-confidentiality-level",
                    value -> !value.equalsIgnoreCase("high"),
                    "secrets reach the log",
                    "leave it unset"),
            trusting("quarkus.vault.tls.skip-verify", "true"),
            trusting("quarkus.oidc.tls.verification", "none"),
            trusting("quarkus.oidc-client.tls.verification", "none"),
            trusting("quarkus.tls.trust-all", "true"),
            trusting("quarkus.tls.issuer.trust-all", "true"),
            trusting("quarkus.tls.inside.trust-all", "true"),
            trusting("quarkus.datasource.reactive.trust-all", "true"),
            new Rule(
                    "quarkus.oidc.token.audience",
                    InsecureSettings::namesAny,
                    "a token that was made for another service opens this one",
                    "name the audience of Latchkey"),
            new Rule(
                    "quarkus.oidc.token.issuer",
                    InsecureSettings::namesAny,
                    "a token counts whichever issuer it names",
                    "leave it unset"),
            wellKnown("quarkus.datasource.password"),
            wellKnown("quarkus.oidc-client.credentials.secret"),
            wellKnown("quarkus.vault.authentication.app-role.secret-id"),
            new Rule("kafka.sasl.jaas.config", InsecureSettings::hasWellKnownPassword, GUESSABLE, RANDOM),
            new Rule(
                    "quarkus.http.cors.origins",
                    InsecureSettings::isAnyOrigin,
                    "any web page may call the API in its visitor's name",
                    "name the platform's own origins"),
            new Rule(
                    "latchkey.catalog.plain-http-hosts",
                    value -> true,
                    "client secrets and tokens travel to these hosts unprotected",
                    "leave it unset"),
            new Rule(
                    "latchkey.egress.allowed-ranges",
                    InsecureSettings::isEveryAddress,
                    "a host name in a provider's URL can direct requests to Latchkey's own servers",
                    "name the ranges of the providers only"));

    private InsecureSettings() {}

    /** An insecure setting; it never contains the value. */
    record Finding(String property, String danger, String remedy) {
        @Override
        public String toString() {
            return new Property(property) + ": " + danger + "; " + remedy;
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
        return Stream.concat(RULES.stream().flatMap(rule -> rule.check(settings)), Transports.check(settings))
                .toList();
    }

    private static Rule plain(String property, String danger) {
        return new Rule(property, InsecureSettings::isPlainHttp, danger, "give it an https URL");
    }

    private static Rule wellKnown(String property) {
        return new Rule(property, WELL_KNOWN::contains, GUESSABLE, RANDOM);
    }

    private static Rule trusting(String property, String trusting) {
        return new Rule(
                property, trusting::equalsIgnoreCase, "any server passes for the right one", "trust the server's CA");
    }

    private static boolean isEveryAddress(String ranges) {
        return Stream.of(ranges.split(",")).map(String::strip).anyMatch(range -> range.matches(".*/0+"));
    }

    private static boolean namesAny(String values) {
        return Stream.of(values.split(",")).map(String::strip).anyMatch("any"::equalsIgnoreCase);
    }

    private static boolean hasWellKnownPassword(String jaas) {
        var password = KAFKA_PASSWORD.matcher(jaas);
        return password.find() && WELL_KNOWN.contains(password.group(1));
    }

    /** Traffic to loopback addresses does not leave the machine. */
    private static boolean isPlainHttp(String url) {
        var authority = PLAIN_HTTP.matcher(url);
        return authority.lookingAt() && !HttpUrl.isLoopback(authority.group(1));
    }

    /** Quarkus treats a value between slashes as a regular expression. */
    private static boolean isAnyOrigin(String origins) {
        return Stream.of(origins.split(","))
                .map(String::trim)
                .anyMatch(origin -> origin.equals("*")
                        || (origin.matches("/.+/")
                                && NOBODYS_ORIGIN.matches(origin.substring(1, origin.length() - 1))));
    }
}
