package io.latchkey.local.check;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Whether Vault is open and the broker's role has the rights of {@code auth-broker.hcl}. By AppRole the broker's own
 * login shows that; a login by service account can be made in the cluster only, so there an operator's token asks for a
 * short-lived one with the same policy.
 */
final class VaultCheck {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SUBJECT = "Vault for auth-broker-service";
    private static final String REMEDY = "; deploy/vault/setup.sh creates mounts, key, policy and role";
    private static final Pattern RIGHT = Pattern.compile("path \"([^\"]+)\" \\{\\s*capabilities = \\[([^]]*)]");
    private final Path policy;
    private final Optional<String> operatorToken;

    /**
     * @param operatorToken a token that can read roles and create tokens; needed if the broker logs in with a service
     *     account
     */
    VaultCheck(Path policy, Optional<String> operatorToken) {
        this.policy = policy;
        this.operatorToken = operatorToken;
    }

    Stream<Finding> check(ServiceSettings settings) {
        var url = settings.get("QUARKUS_VAULT_URL") + "/v1/";
        try {
            var http = new Http(settings.find("QUARKUS_VAULT_TLS_CA_CERT"));
            var headers = new HashMap<String, String>();
            settings.find("QUARKUS_VAULT_ENTERPRISE_NAMESPACE")
                    .ifPresent(namespace -> headers.put("X-Vault-Namespace", namespace));
            int health = http.get(url + "sys/health?standbyok=true", Map.of()).status();
            if (health != 200) {
                return Stream.of(Finding.missing(
                        SUBJECT, url + " is " + (health == 503 ? "sealed" : "not ready: status " + health)));
            }
            return settings.has("QUARKUS_VAULT_AUTHENTICATION_APP_ROLE_ROLE_ID")
                    ? byAppRole(http, url, headers, settings)
                    : byServiceAccount(http, url, headers, settings);
        } catch (IOException e) {
            return Stream.of(Finding.missing(SUBJECT, "no response from " + url + ": " + e));
        }
    }

    private Stream<Finding> byAppRole(Http http, String url, Map<String, String> headers, ServiceSettings settings)
            throws IOException {
        var login = http.post(
                url + "auth/approle/login",
                JSON.writeValueAsString(Map.of(
                        "role_id", settings.get("QUARKUS_VAULT_AUTHENTICATION_APP_ROLE_ROLE_ID"),
                        "secret_id", settings.get("QUARKUS_VAULT_AUTHENTICATION_APP_ROLE_SECRET_ID"))),
                headers);
        return login.status() == 200
                ? rights(http, url, headers, login)
                : Stream.of(Finding.missing(SUBJECT, "login with AppRole failed: status " + login.status() + REMEDY));
    }

    private Stream<Finding> byServiceAccount(
            Http http, String url, Map<String, String> headers, ServiceSettings settings) throws IOException {
        if (operatorToken.isEmpty()) {
            return Stream.of(
                    Finding.notChecked(
                            SUBJECT,
                            "the broker logs in with its service account; to check its role, set VAULT_TOKEN to a token that can read it"));
        }
        headers.put("X-Vault-Token", operatorToken.get());
        var mount = settings.find("QUARKUS_VAULT_AUTHENTICATION_KUBERNETES_AUTH_MOUNT_PATH")
                .orElse("auth/kubernetes");
        var role = settings.get("QUARKUS_VAULT_AUTHENTICATION_KUBERNETES_ROLE");
        int found = http.get(url + mount + "/role/" + role, headers).status();
        if (found != 200) {
            return Stream.of(
                    Finding.missing(SUBJECT, "no role %s/role/%s: status %d%s".formatted(mount, role, found, REMEDY)));
        }
        var token = http.post(
                url + "auth/token/create",
                JSON.writeValueAsString(
                        Map.of("policies", List.of("auth-broker"), "ttl", "1m", "no_default_policy", true)),
                headers);
        return token.status() == 200
                ? rights(http, url, headers, token)
                : Stream.of(Finding.notChecked(
                        SUBJECT,
                        "VAULT_TOKEN may not create a token with the policy auth-broker: status " + token.status()));
    }

    private Stream<Finding> rights(Http http, String url, Map<String, String> headers, Http.Answer login)
            throws IOException {
        var asBroker = new HashMap<>(headers);
        asBroker.put("X-Vault-Token", login.body().at("/auth/client_token").asText());
        var lacking = new ArrayList<Finding>();
        for (var right : RIGHT.matcher(Files.readString(policy)).results().toList()) {
            var path = right.group(1).replace("*", "check");
            var given = http.post(
                            url + "sys/capabilities-self",
                            JSON.writeValueAsString(Map.of("paths", List.of(path))),
                            asBroker)
                    .body()
                    .path(path)
                    .toString();
            if (!Stream.of(right.group(2).split(",")).map(String::strip).allMatch(given::contains)) {
                lacking.add(Finding.missing(
                        SUBJECT,
                        "the role may not %s %s%s"
                                .formatted(right.group(2).replace("\"", ""), right.group(1), REMEDY)));
            }
        }
        return lacking.isEmpty()
                ? Stream.of(Finding.ok(SUBJECT, "ready, and the role has the required permissions"))
                : lacking.stream();
    }
}
