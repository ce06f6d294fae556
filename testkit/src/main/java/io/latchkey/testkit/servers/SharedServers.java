package io.latchkey.testkit.servers;

import io.latchkey.containers.ChosenBackings;
import io.latchkey.local.process.Ports;
import io.latchkey.local.server.KafkaServer;
import io.latchkey.local.server.KeycloakServer;
import io.latchkey.local.server.PostgresServer;
import io.latchkey.local.server.Server;
import io.latchkey.local.server.VaultServer;
import io.latchkey.local.site.Site;
import java.nio.file.Path;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;

/**
 * The one set of servers of this JVM. Each Quarkus application of a test run has separate class loaders, so data for
 * all of them, the site and the ports, is in system properties.
 */
public final class SharedServers {
    private static final String SITE = "latchkey.testkit.site";
    private static final String PORT = "latchkey.testkit.port.";

    private final PostgresServer postgres;
    private final KafkaServer kafka;
    private final VaultServer openBao;
    private final KeycloakServer keycloak;

    private SharedServers(Site site) {
        var backings = ChosenBackings.get();
        this.postgres = new PostgresServer(site, backings, port("postgresql"));
        this.kafka = new KafkaServer(site, backings, port("kafka"), port("kafka-services"), port("kafka-controller"));
        this.openBao = new VaultServer(site, backings, port("openbao"), port("openbao-cluster"));
        this.keycloak = new KeycloakServer(site, backings, port("keycloak"), port("keycloak-management"), publicUrl());
    }

    /** The set, not necessarily started. */
    public static SharedServers get() {
        synchronized (System.class) {
            var known = System.getProperty(SITE);
            var site = known == null ? Site.throwaway() : Site.throwaway(Path.of(known));
            System.setProperty(SITE, site.state().toString());
            return new SharedServers(site);
        }
    }

    /** Starts those of {@code wanted} that are not running, in parallel. */
    public SharedServers start(Collection<RealServer> wanted) {
        synchronized (System.class) {
            var starting = wanted.stream()
                    .map(this::server)
                    .filter(server -> !server.isAlive())
                    .map(server -> CompletableFuture.runAsync(server::start))
                    .toArray(CompletableFuture<?>[]::new);
            CompletableFuture.allOf(starting).join();
            return this;
        }
    }

    public Server server(RealServer which) {
        return switch (which) {
            case POSTGRESQL -> postgres;
            case KAFKA -> kafka;
            case OPENBAO -> openBao;
            case KEYCLOAK -> keycloak;
        };
    }

    public PostgresServer postgres() {
        return postgres;
    }

    public KafkaServer kafka() {
        return kafka;
    }

    public VaultServer openBao() {
        return openBao;
    }

    public KeycloakServer keycloak() {
        return keycloak;
    }

    /** The port that the application under test listens on. */
    public static int applicationPort() {
        return port("application");
    }

    /** URL of the application under test. */
    public static String publicUrl() {
        return "http://localhost:" + applicationPort();
    }

    private static int port(String name) {
        synchronized (System.class) {
            var known = Integer.getInteger(PORT + name);
            if (known != null) {
                return known;
            }
            int chosen = Ports.free();
            System.setProperty(PORT + name, String.valueOf(chosen));
            return chosen;
        }
    }
}
