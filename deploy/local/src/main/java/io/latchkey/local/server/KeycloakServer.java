package io.latchkey.local.server;

import io.latchkey.local.backing.Backings;
import io.latchkey.local.backing.KeycloakSettings;
import io.latchkey.local.backing.process.ProcessBackings;
import io.latchkey.local.http.JsonHttp;
import io.latchkey.local.process.Ports;
import io.latchkey.local.site.Site;
import java.util.Map;

/**
 * Keycloak with two realms: {@code latchkey} is the platform's issuer, {@code northwind} plays a third-party provider.
 */
public final class KeycloakServer extends Server {
    private final KeycloakSettings settings;

    /** @param brokerUrl the public URL of auth-broker-service, to which Northwind redirects browsers */
    public KeycloakServer(Site site, Backings backings, int port, int managementPort, String brokerUrl) {
        this(new KeycloakSettings(site, port, managementPort, brokerUrl), backings);
    }

    private KeycloakServer(KeycloakSettings settings, Backings backings) {
        super(KeycloakSettings.NAME, settings.site(), backings.keycloak(settings));
        this.settings = settings;
    }

    public static KeycloakServer throwaway(String brokerUrl) {
        return new KeycloakServer(Site.throwaway(), new ProcessBackings(), Ports.free(), Ports.free(), brokerUrl);
    }

    @Override
    public String address() {
        return url();
    }

    public String url() {
        return settings.url();
    }

    public String issuer() {
        return realm("latchkey");
    }

    public String northwind() {
        return realm("northwind");
    }

    private String realm(String name) {
        return url() + "/realms/" + name;
    }

    /** The secret of a confidential client of either realm. */
    public String clientSecret(String clientId) {
        return settings.clientSecret(clientId);
    }

    /** An access token of a user of realm latchkey, as the demo application would get it. */
    public String userToken(String user) {
        return token(
                "latchkey",
                Map.of(
                        "grant_type",
                        "password",
                        "client_id",
                        "demo-app",
                        "scope",
                        "openid",
                        "username",
                        user,
                        "password",
                        user + "-demo"));
    }

    /** An access token of a service account of realm latchkey. */
    public String serviceToken(String clientId) {
        return token(
                "latchkey",
                Map.of(
                        "grant_type",
                        "client_credentials",
                        "client_id",
                        clientId,
                        "client_secret",
                        clientSecret(clientId)));
    }

    /** An access token for Keycloak's administration of all realms. */
    public String adminToken() {
        return token(
                "master",
                Map.of(
                        "grant_type",
                        "password",
                        "client_id",
                        "admin-cli",
                        "username",
                        KeycloakSettings.ADMINISTRATOR,
                        "password",
                        adminPassword()));
    }

    /** A token with which one client can be registered in a realm (RFC 7591). */
    public String initialAccessToken(String realm) {
        return new JsonHttp(url())
                .with("Authorization", "Bearer " + adminToken())
                .postJson("/admin/realms/" + realm + "/clients-initial-access", Map.of("count", 1, "expiration", 60))
                .path("token")
                .asText();
    }

    public String adminPassword() {
        return settings.adminPassword();
    }

    private String token(String realm, Map<String, String> form) {
        return new JsonHttp(realm(realm))
                .post("/protocol/openid-connect/token", form)
                .path("access_token")
                .asText();
    }

    @Override
    protected int[] ports() {
        return new int[] {settings.port(), settings.managementPort()};
    }

    @Override
    protected boolean isReady() {
        return new JsonHttp("http://127.0.0.1:" + settings.managementPort()).status("/health/ready") == 200;
    }
}
