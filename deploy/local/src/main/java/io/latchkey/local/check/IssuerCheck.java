package io.latchkey.local.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Whether the issuer is the one that is named, and gives the services tokens with the audience and roles they need. */
final class IssuerCheck {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, List<String>> ROLES = Map.of(
            "connection-service", List.of("internal:consent", "internal:check"),
            "verifier-service", List.of("internal:probe"));

    private IssuerCheck() {}

    static Stream<Finding> check(ServiceSettings settings) {
        var subject = "issuer for " + settings.service();
        try {
            var http = new Http(settings.find("QUARKUS_TLS__ISSUER__TRUST_STORE_PEM_CERTS"));
            var issuer = settings.get("QUARKUS_OIDC_AUTH_SERVER_URL");
            var metadata = http.get(issuer + "/.well-known/openid-configuration", Map.of())
                    .body();
            if (!metadata.path("issuer").asText().equals(issuer)) {
                return Stream.of(
                        Finding.missing(
                                subject,
                                issuer
                                        + " differs from the issuer in its metadata; QUARKUS_OIDC_AUTH_SERVER_URL must be equal to it"));
            }
            var roles = ROLES.getOrDefault(settings.service(), List.of());
            return roles.isEmpty()
                    ? Stream.of(Finding.ok(subject, issuer))
                    : token(subject, http, metadata.path("token_endpoint").asText(), settings, roles);
        } catch (IOException e) {
            return Stream.of(Finding.missing(
                    subject, "no response from " + settings.get("QUARKUS_OIDC_AUTH_SERVER_URL") + ": " + e));
        }
    }

    private static Stream<Finding> token(
            String subject, Http http, String endpoint, ServiceSettings settings, List<String> roles)
            throws IOException {
        var client = settings.find("QUARKUS_OIDC_CLIENT_CLIENT_ID").orElse(settings.service());
        var login = Base64.getEncoder()
                .encodeToString((client + ":" + settings.get("QUARKUS_OIDC_CLIENT_CREDENTIALS_SECRET"))
                        .getBytes(StandardCharsets.UTF_8));
        var answer = http.post(
                endpoint,
                "grant_type=client_credentials",
                Map.of("Authorization", "Basic " + login, "Content-Type", "application/x-www-form-urlencoded"));
        var token = answer.body().path("access_token").asText().split("\\.");
        if (token.length < 2) {
            return Stream.of(Finding.missing(
                    subject,
                    "no token for client %s: %d %s"
                            .formatted(
                                    client,
                                    answer.status(),
                                    answer.body().path("error").asText())));
        }
        return claims(subject, client, JSON.readTree(Base64.getUrlDecoder().decode(token[1])), settings, roles);
    }

    private static Stream<Finding> claims(
            String subject, String client, JsonNode claims, ServiceSettings settings, List<String> roles) {
        var findings = new ArrayList<Finding>();
        var audience = settings.find("QUARKUS_OIDC_TOKEN_AUDIENCE").orElse("latchkey");
        if (!texts(claims.path("aud")).contains(audience)) {
            findings.add(Finding.missing(subject, "tokens of client " + client + " lack the audience " + audience));
        }
        var path = settings.find("QUARKUS_OIDC_ROLES_ROLE_CLAIM_PATH").orElse("roles");
        var given = texts(claims.at("/" + path));
        roles.stream()
                .filter(role -> !given.contains(role))
                .map(role -> Finding.missing(
                        subject, "tokens of client " + client + " lack the role " + role + " in the claim " + path))
                .forEach(findings::add);
        return findings.isEmpty()
                ? Stream.of(Finding.ok(subject, "client " + client + " has audience and roles"))
                : findings.stream();
    }

    private static List<String> texts(JsonNode claim) {
        var texts = new ArrayList<String>();
        if (claim.isArray()) {
            claim.forEach(one -> texts.add(one.asText()));
        } else {
            texts.add(claim.asText());
        }
        return texts;
    }
}
