package io.latchkey.local.server;

import io.latchkey.local.http.JsonHttp;
import io.latchkey.local.process.Ports;
import io.latchkey.local.process.Program;
import io.latchkey.local.site.Folders;
import io.latchkey.local.site.Site;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Keycloak with two realms: {@code latchkey} is the platform's issuer, {@code northwind} plays a third-party provider.
 * They are imported once, from {@code deploy/keycloak}, with this stack's secrets in place of the placeholders.
 */
public final class KeycloakServer extends Server {
    private static final List<String> REALMS = List.of("latchkey", "northwind");

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

    /** In every Northwind secret, for clients must encode them. */
    private static final String AWKWARD = ":+%/ &=\u00e9";

    /** The user name of the administrator of all realms. */
    public static final String ADMINISTRATOR = "admin";

    private final int port;
    private final int managementPort;
    private final String brokerUrl;

    /** @param brokerUrl the public URL of auth-broker-service, where Northwind sends browsers back to */
    public KeycloakServer(Site site, int port, int managementPort, String brokerUrl) {
        super("keycloak", site);
        this.port = port;
        this.managementPort = managementPort;
        this.brokerUrl = brokerUrl;
    }

    public static KeycloakServer throwaway(String brokerUrl) {
        return new KeycloakServer(Site.throwaway(), Ports.free(), Ports.free(), brokerUrl);
    }

    @Override
    public String address() {
        return url();
    }

    public String url() {
        return "http://localhost:" + port;
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
        return NORTHWIND_CLIENTS.contains(clientId)
                ? site().secrets()
                        .of("northwind." + clientId, () -> site().secrets().random() + AWKWARD)
                : site().secrets().of("keycloak." + clientId);
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
                        ADMINISTRATOR,
                        "password",
                        adminPassword()));
    }

    public String adminPassword() {
        return site().secrets().of("keycloak.administrator");
    }

    private String token(String realm, Map<String, String> form) {
        return new JsonHttp(realm(realm))
                .post("/protocol/openid-connect/token", form)
                .path("access_token")
                .asText();
    }

    @Override
    protected int[] ports() {
        return new int[] {port, managementPort};
    }

    @Override
    protected void prepare() {
        Path programs = site().programs().keycloak();
        Path realms = Folders.create(data().resolve("data/import"));
        Folders.create(data().resolve("conf"));
        try {
            for (String part : List.of("lib", "providers", "themes")) {
                Files.deleteIfExists(data().resolve(part));
                Files.createSymbolicLink(data().resolve(part), programs.resolve(part));
            }
            for (String realm : REALMS) {
                String file = realm + "-realm.json";
                String template = Files.readString(site().checkout().deploy("keycloak/" + file));
                Files.writeString(realms.resolve(file), Placeholders.fill(template, placeholders()));
            }
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

    @Override
    protected Program program() {
        List<String> command = jvm("64m", "320m");
        for (String opened : List.of("java.util", "java.util.concurrent", "java.security", "java.lang")) {
            command.add("--add-opens=java.base/" + opened + "=ALL-UNNAMED");
        }
        Collections.addAll(
                command,
                "-Dkc.home.dir=" + data(),
                "-Djboss.server.config.dir=" + data().resolve("conf"),
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-Djava.util.concurrent.ForkJoinPool.common.threadFactory=io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory",
                "-Dpicocli.disable.closures=true",
                "-cp",
                data().resolve("lib/quarkus-run.jar").toString(),
                "io.quarkus.bootstrap.runner.QuarkusEntryPoint",
                "start",
                "--optimized",
                "--import-realm",
                "--http-enabled=true",
                "--http-host=127.0.0.1",
                "--http-port=" + port,
                "--http-management-port=" + managementPort,
                "--hostname=" + url());
        return Program.of(
                command,
                Map.of("KC_BOOTSTRAP_ADMIN_USERNAME", ADMINISTRATOR, "KC_BOOTSTRAP_ADMIN_PASSWORD", adminPassword()));
    }

    @Override
    protected boolean isReady() {
        return new JsonHttp("http://127.0.0.1:" + managementPort).status("/health/ready") == 200;
    }
}
