package io.latchkey.local.stack;

import io.latchkey.local.backing.Backings;
import io.latchkey.local.fetch.Progress;
import io.latchkey.local.server.KafkaServer;
import io.latchkey.local.server.KeycloakServer;
import io.latchkey.local.server.PostgresServer;
import io.latchkey.local.server.Server;
import io.latchkey.local.server.VaultServer;
import io.latchkey.local.site.Site;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Latchkey's services as processes of this machine, with the servers that they need. */
public final class LocalStack implements AutoCloseable {
    private final StackPorts ports;
    private final Progress progress;
    private final PostgresServer postgresql;
    private final KafkaServer kafka;
    private final VaultServer vault;
    private final KeycloakServer keycloak;
    private final ServiceEnvironment environment;
    private final ServiceProcess connectionService;
    private final ServiceProcess broker;
    private final ServiceProcess verifier;
    private final PlatformPage returnPage;

    public LocalStack(Site site, Backings backings, StackPorts ports, StackSettings settings, Progress progress) {
        this.ports = ports;
        this.progress = progress;
        this.postgresql = new PostgresServer(site, backings, ports.postgresql());
        this.kafka = new KafkaServer(site, backings, ports.kafka(), ports.kafkaServices(), ports.kafkaController());
        this.vault = new VaultServer(site, backings, ports.openBao(), ports.openBaoCluster());
        this.environment = new ServiceEnvironment(this, ports, settings);
        this.connectionService = new ServiceProcess(
                "connection-service", site, ports.connectionService(), environment::ofConnectionService);
        this.broker = new ServiceProcess("auth-broker-service", site, ports.broker(), environment::ofBroker);
        this.verifier = new ServiceProcess("verifier-service", site, ports.verifier(), environment::ofVerifier);
        this.keycloak = new KeycloakServer(site, backings, ports.keycloak(), ports.keycloakManagement(), broker.url());
        this.returnPage = new PlatformPage(site, ports.returnPage(), connectionService.url());
    }

    /** On free ports, in a separate folder; it ends with this JVM. */
    public static LocalStack throwaway(Backings backings, StackSettings settings) {
        return new LocalStack(Site.throwaway(), backings, StackPorts.free(), settings, Progress.SILENT);
    }

    /**
     * Starts what does not run yet; returns when all of it is ready for use. If that fails, nothing is left running.
     */
    public void start() {
        start(() -> {});
    }

    /**
     * The same.
     *
     * @param preparation runs in parallel to the start of the servers, and ends before services start
     */
    public void start(Runnable preparation) {
        try {
            start(List.of(postgresql, kafka, vault, keycloak), preparation);
            start(List.of(broker, connectionService, verifier, returnPage), () -> {});
            ProviderClients.register(this);
        } catch (RuntimeException e) {
            stopDespiteInterruption();
            throw e;
        }
    }

    private void start(List<Server> servers, Runnable besides) {
        Stream<Runnable> starts =
                servers.stream().filter(server -> !server.isAlive()).map(server -> () -> startAndReport(server));
        SideBySide.run(Stream.concat(Stream.of(besides), starts).toList());
    }

    private void startAndReport(Server server) {
        long start = System.nanoTime();
        server.start();
        progress.say("  %-20s ready after %.1f s".formatted(server.name(), (System.nanoTime() - start) / 1e9));
    }

    /** Ends all of it in order: first who depends, then who is depended upon. */
    public void stop() {
        stop(List.of(returnPage, verifier, connectionService, broker));
        stop(List.of(keycloak, vault, kafka, postgresql));
    }

    private void stopDespiteInterruption() {
        boolean interrupted = Thread.interrupted();
        stop();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void stop(List<Server> servers) {
        SideBySide.run(servers.stream().<Runnable>map(server -> server::stop).toList());
    }

    @Override
    public void close() {
        stop();
    }

    /** All of them, in the order of their start. */
    public List<Server> servers() {
        return List.of(postgresql, kafka, vault, keycloak, broker, connectionService, verifier, returnPage);
    }

    /** The ports that it needs and other programs use. */
    public List<Integer> takenPorts() {
        return servers().stream()
                .flatMap(server -> server.takenPorts().stream())
                .toList();
    }

    /** Whether all of it runs. */
    public boolean isUp() {
        return servers().stream().allMatch(Server::isAlive);
    }

    public StackPorts ports() {
        return ports;
    }

    public PostgresServer postgresql() {
        return postgresql;
    }

    public KafkaServer kafka() {
        return kafka;
    }

    public VaultServer vault() {
        return vault;
    }

    public KeycloakServer keycloak() {
        return keycloak;
    }

    public ServiceProcess connectionService() {
        return connectionService;
    }

    public ServiceProcess broker() {
        return broker;
    }

    public ServiceProcess verifier() {
        return verifier;
    }

    /** The environment of a service, by its name, for starting another process of it. */
    public Map<String, String> environment(String service) {
        return switch (service) {
            case "connection-service" -> environment.ofConnectionService();
            case "auth-broker-service" -> environment.ofBroker();
            case "verifier-service" -> environment.ofVerifier();
            default -> throw new IllegalArgumentException("There is no " + service);
        };
    }

    public PlatformPage returnPage() {
        return returnPage;
    }
}
