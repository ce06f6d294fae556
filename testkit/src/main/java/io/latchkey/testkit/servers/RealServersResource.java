package io.latchkey.testkit.servers;

import io.latchkey.local.server.Database;
import io.latchkey.local.server.KafkaServer;
import io.latchkey.local.server.KeycloakServer;
import io.latchkey.local.server.PostgresServer;
import io.latchkey.local.server.VaultServer;
import io.quarkus.test.common.QuarkusTestResourceConfigurableLifecycleManager;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Implements {@link WithRealServers}. */
public final class RealServersResource implements QuarkusTestResourceConfigurableLifecycleManager<WithRealServers> {
    private final SharedServers servers = SharedServers.get();
    private WithRealServers wanted;
    private @Nullable Database database;

    @Override
    public void init(WithRealServers annotation) {
        wanted = annotation;
    }

    @Override
    public Map<String, String> start() {
        var which = wantedServers();
        servers.start(which);
        var settings = new HashMap<String, String>();
        settings.put("quarkus.http.test-port", String.valueOf(SharedServers.applicationPort()));
        settings.put("latchkey.public-url", SharedServers.publicUrl());
        settings.put("latchkey.egress.allowed-ranges", "127.0.0.1,::1");
        which.forEach(server -> settings.putAll(settingsFor(server)));
        return settings;
    }

    private Set<RealServer> wantedServers() {
        var which = EnumSet.of(RealServer.POSTGRESQL, RealServer.KAFKA);
        if (wanted.openBao()) {
            which.add(RealServer.OPENBAO);
        }
        if (wanted.keycloak()) {
            which.add(RealServer.KEYCLOAK);
        }
        return which;
    }

    private Map<String, String> settingsFor(RealServer server) {
        return switch (server) {
            case POSTGRESQL -> databaseSettings();
            case KAFKA -> kafkaSettings();
            case OPENBAO ->
                Map.of(
                        "quarkus.vault.url", servers.openBao().url(),
                        "quarkus.vault.authentication.app-role.role-id",
                                servers.openBao().roleId(),
                        "quarkus.vault.authentication.app-role.secret-id",
                                servers.openBao().secretId());
            case KEYCLOAK -> issuerSettings();
        };
    }

    private Map<String, String> kafkaSettings() {
        if (wanted.client().isEmpty()) {
            return Map.of("kafka.bootstrap.servers", servers.kafka().bootstrapServers());
        }
        var settings = new HashMap<String, String>();
        servers.kafka().clientSettings(wanted.client()).forEach((name, value) -> settings.put("kafka." + name, value));
        return settings;
    }

    private Map<String, String> databaseSettings() {
        var created = servers.postgres().database(wanted.database());
        database = created;
        return Map.of(
                "quarkus.datasource.username", created.user(),
                "quarkus.datasource.password", created.password(),
                "quarkus.datasource.jdbc.url", created.jdbcUrl(),
                "quarkus.datasource.reactive.url", created.reactiveUrl());
    }

    private Map<String, String> issuerSettings() {
        var settings = new HashMap<String, String>();
        settings.put("quarkus.oidc.auth-server-url", servers.keycloak().issuer());
        settings.put("latchkey.catalog.variables.northwind", servers.keycloak().northwind());
        settings.put(
                "latchkey.catalog.variables.northwind-direct",
                servers.keycloak().northwind());
        if (!wanted.client().isEmpty()) {
            settings.put(
                    "quarkus.oidc-client.auth-server-url", servers.keycloak().issuer());
            settings.put("quarkus.oidc-client.client-id", wanted.client());
            settings.put(
                    "quarkus.oidc-client.credentials.secret", servers.keycloak().clientSecret(wanted.client()));
        }
        return settings;
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(servers.postgres(), new TestInjector.MatchesType(PostgresServer.class));
        injector.injectIntoFields(servers.kafka(), new TestInjector.MatchesType(KafkaServer.class));
        injector.injectIntoFields(servers.openBao(), new TestInjector.MatchesType(VaultServer.class));
        injector.injectIntoFields(servers.keycloak(), new TestInjector.MatchesType(KeycloakServer.class));
        injector.injectIntoFields(database, new TestInjector.MatchesType(Database.class));
        injector.injectIntoFields(new Tokens(servers.keycloak()), new TestInjector.MatchesType(Tokens.class));
    }

    /** The servers outlive this application, for the next; they end with the JVM. */
    @Override
    public void stop() {}
}
