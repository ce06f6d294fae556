package io.latchkey.local.server;

import io.latchkey.local.process.Errand;
import io.latchkey.local.process.Ports;
import io.latchkey.local.process.Program;
import io.latchkey.local.site.Folders;
import io.latchkey.local.site.Site;
import io.latchkey.local.topic.TopicRights;
import io.latchkey.local.topic.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.Uuid;

/** Kafka: one KRaft node in a JVM of its own, with the topics of {@code deploy/kafka/topics.yaml} and no others. */
public final class KafkaServer extends Server {
    private static final String LOGIN_MODULE = "org.apache.kafka.common.security.plain.PlainLoginModule";

    /** The controller admits a restarted broker once the session of the crashed one has run out. */
    private static final int RESTARTS_AFTER_CRASH_WITHIN_MS = 4_000;

    private final int port;
    private final int servicesPort;
    private final int controllerPort;
    private final TopicRights rights;

    /**
     * @param port where an operator, or a test, may do anything without a password
     * @param servicesPort where services log in and may do what {@code deploy/kafka/acls.yaml} grants them
     */
    public KafkaServer(Site site, int port, int servicesPort, int controllerPort) {
        super("kafka", site);
        this.port = port;
        this.servicesPort = servicesPort;
        this.controllerPort = controllerPort;
        this.rights = TopicRights.read(site.checkout().deploy("kafka/acls.yaml"));
    }

    public static KafkaServer throwaway() {
        return new KafkaServer(Site.throwaway(), Ports.free(), Ports.free(), Ports.free());
    }

    @Override
    public String address() {
        return bootstrapServers();
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    /** How a client logs in as a service, which then has that service's rights and no others. */
    public Map<String, String> clientSettings(String service) {
        return Map.of(
                "bootstrap.servers",
                "127.0.0.1:" + servicesPort,
                "security.protocol",
                "SASL_PLAINTEXT",
                "sasl.mechanism",
                "PLAIN",
                "sasl.jaas.config",
                "%s required username=\"%s\" password=\"%s\";".formatted(LOGIN_MODULE, service, password(service)));
    }

    private String password(String service) {
        return site().secrets().of("kafka." + service);
    }

    @Override
    protected int[] ports() {
        return new int[] {port, servicesPort, controllerPort};
    }

    @Override
    protected void prepare() {
        Path log = data().resolve("log");
        Path settings = Folders.create(data()).resolve("server.properties");
        try {
            Files.writeString(settings, settings(log));
            if (!Files.exists(log.resolve("meta.properties"))) {
                format(settings);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void format(Path settings) {
        String clusterId =
                site().secrets().of("kafka.cluster-id", () -> Uuid.randomUuid().toString());
        List<String> command = kafkaJvm();
        Collections.addAll(command, "kafka.tools.StorageTool", "format", "-t", clusterId, "-c", settings.toString());
        new Errand("Making Kafka's data folder", "Kafka refused", site().logs().resolve("kafka-format.log"))
                .run(command);
    }

    private String settings(Path log) {
        Map<String, Object> settings = Map.ofEntries(
                Map.entry("process.roles", "broker,controller"),
                Map.entry("node.id", 1),
                Map.entry("controller.quorum.voters", "1@127.0.0.1:" + controllerPort),
                Map.entry("controller.listener.names", "CONTROLLER"),
                Map.entry("listeners", listeners()),
                Map.entry(
                        "listener.security.protocol.map",
                        "PLAINTEXT:PLAINTEXT,SERVICES:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT"),
                Map.entry("sasl.enabled.mechanisms", "PLAIN"),
                Map.entry("listener.name.services.plain.sasl.jaas.config", logins()),
                Map.entry("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer"),
                Map.entry("super.users", "User:ANONYMOUS"),
                Map.entry("log.dirs", log),
                Map.entry("auto.create.topics.enable", false),
                Map.entry("offsets.topic.replication.factor", 1),
                Map.entry("offsets.topic.num.partitions", 3),
                Map.entry("transaction.state.log.replication.factor", 1),
                Map.entry("transaction.state.log.min.isr", 1),
                Map.entry("transaction.state.log.num.partitions", 3),
                Map.entry("share.coordinator.state.topic.replication.factor", 1),
                Map.entry("share.coordinator.state.topic.min.isr", 1),
                Map.entry("group.initial.rebalance.delay.ms", 0),
                Map.entry("num.network.threads", 2),
                Map.entry("num.io.threads", 4),
                Map.entry("log.cleaner.dedupe.buffer.size", 8 * 1024 * 1024),
                Map.entry("broker.heartbeat.interval.ms", 500),
                Map.entry("broker.session.timeout.ms", RESTARTS_AFTER_CRASH_WITHIN_MS));
        return settings.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .sorted()
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private String listeners() {
        return "PLAINTEXT://127.0.0.1:%d,SERVICES://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d"
                .formatted(port, servicesPort, controllerPort);
    }

    private String logins() {
        return rights.serviceNames().stream()
                .map(service -> "user_%s=\"%s\"".formatted(service, password(service)))
                .collect(Collectors.joining(" ", LOGIN_MODULE + " required ", ";"));
    }

    private List<String> kafkaJvm() {
        List<String> jvm = jvm("64m", "256m");
        Collections.addAll(
                jvm,
                "-Dorg.slf4j.simpleLogger.showDateTime=true",
                "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd HH:mm:ss.SSS",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-cp",
                site().programs().kafka() + "/*");
        return jvm;
    }

    @Override
    protected Program program() {
        List<String> command = kafkaJvm();
        Collections.addAll(
                command, "kafka.Kafka", data().resolve("server.properties").toString());
        return Program.of(command, Map.of());
    }

    @Override
    protected boolean isReady() throws Exception {
        if (Ports.isFree(port)) {
            return false;
        }
        try (Admin admin = admin()) {
            return !admin.describeCluster().nodes().get().isEmpty();
        }
    }

    @Override
    protected void furnish() {
        try (Admin admin = admin()) {
            Topics.read(site().checkout().deploy("kafka/topics.yaml")).create(admin);
            rights.grant(admin);
        }
    }

    private Admin admin() {
        return Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers(),
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 3_000,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 15_000));
    }
}
