package io.latchkey.local.backing;

import io.latchkey.local.site.Site;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Configuration of Keycloak: it imports the realms of {@code deploy/keycloak} at its first start, with the secrets of
 * the site in place of placeholders.
 *
 * @param brokerUrl the public URL of auth-broker-service, to which Northwind redirects browsers
 */
public record KeycloakSettings(Site site, int port, int managementPort, String brokerUrl) {
    public static final String NAME = "keycloak";

    /** The user name of the administrator of all realms. */
    public static final String ADMINISTRATOR = "admin";

    /** Users of realm latchkey, with passwords that follow from their names. */
    public static final List<String> USERS = List.of("ada", "grace", "linus");

    /** The confidential clients of realm latchkey. */
    public static final List<String> SERVICE_CLIENTS = List.of(
            "connection-service",
            "verifier-service",
            "auth-broker-service",
            "installer",
            "automation-engine",
            "acme-worker");

    /** Latchkey's own clients in realm northwind. */
    public static final List<String> NORTHWIND_CLIENTS = List.of("latchkey-northwind", "latchkey-northwind-short");

    private static final List<String> REALMS = List.of("latchkey", "northwind");

    /** In every Northwind secret, for clients must encode them. */
    private static final String AWKWARD = ":+%/ &=\u00e9";

    public String url() {
        return "http://localhost:" + port;
    }

    public String adminPassword() {
        return site.secrets().of("keycloak.administrator");
    }

    /** The secret of a confidential client of either realm. */
    public String clientSecret(String clientId) {
        return NORTHWIND_CLIENTS.contains(clientId)
                ? site.secrets()
                        .of("northwind." + clientId, () -> site.secrets().random() + AWKWARD)
                : site.secrets().of("keycloak." + clientId);
    }

    /** Without build options and addresses. Without a cluster, Keycloak opens no JGroups port to the network. */
    public List<String> arguments() {
        return List.of(
                "--import-realm",
                "--cache=local",
                "--log-level=info,io.smallrye.health:warn",
                "--http-enabled=true",
                "--http-port=" + port,
                "--http-management-port=" + managementPort,
                "--hostname=" + url());
    }

    public Map<String, String> environment() {
        return Map.of("KC_BOOTSTRAP_ADMIN_USERNAME", ADMINISTRATOR, "KC_BOOTSTRAP_ADMIN_PASSWORD", adminPassword());
    }

    /** What belongs into the folder import of its data, by file name. */
    public Map<String, String> realms() {
        Map<String, String> files = new LinkedHashMap<>();
        for (String realm : REALMS) {
            String file = realm + "-realm.json";
            files.put(file, Placeholders.fill(template(file), placeholders()));
        }
        return files;
    }

    private String template(String file) {
        try {
            return Files.readString(site.checkout().deploy("keycloak/" + file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, String> placeholders() {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("LATCHKEY_BROKER_PUBLIC_URL", brokerUrl);
        SERVICE_CLIENTS.forEach(client -> values.put("LATCHKEY_SECRET_" + variable(client), clientSecret(client)));
        NORTHWIND_CLIENTS.forEach(client -> values.put("NORTHWIND_SECRET_" + variable(client), clientSecret(client)));
        return values;
    }

    private static String variable(String clientId) {
        return clientId.toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
