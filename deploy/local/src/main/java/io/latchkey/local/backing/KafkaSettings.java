package io.latchkey.local.backing;

import io.latchkey.local.site.Site;
import io.latchkey.local.topic.TopicRights;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Configuration of Kafka: one KRaft node without automatic creation of topics, with a password for each client. In the
 * site of a test, clients on this machine have full access at {@code port} without a password.
 *
 * @param port port of the operator and of consumers of the public feed
 * @param servicesPort port of the services, with the ACLs of {@code deploy/kafka/acls.yaml}
 */
public record KafkaSettings(Site site, int port, int servicesPort, int controllerPort) {
    public static final String NAME = "kafka";

    /** May do anything. */
    public static final String OPERATOR = "operator";

    /** Any consumer of the public feed, which may do nothing else. */
    public static final String FEED_READER = "platform";

    private static final String LOGIN_MODULE = "org.apache.kafka.common.security.plain.PlainLoginModule";

    /** The controller admits a restarted broker once the session of the crashed one has run out. */
    private static final int RESTARTS_AFTER_CRASH_WITHIN_MS = 4_000;

    public TopicRights rights() {
        return TopicRights.read(site.checkout().deploy("kafka/acls.yaml"))
                .withReader(FEED_READER, "latchkey.connections.v1");
    }

    /** Whether {@code port} asks for no password. */
    public boolean isOpen() {
        return site.isThrowaway();
    }

    /** With which a client logs in as that user. */
    public String loginAs(String user) {
        return "%s required %s;".formatted(LOGIN_MODULE, identity(user));
    }

    private String identity(String user) {
        return "username=\"%s\" password=\"%s\"".formatted(user, password(user));
    }

    private String password(String user) {
        return site.secrets().of("kafka." + user);
    }

    /**
     * Its server.properties.
     *
     * @param listenOn the address to listen on; clients always use the loopback address
     * @param folder for its data
     */
    public String properties(String listenOn, String folder) {
        Map<String, Object> settings = new HashMap<>(isOpen() ? openToAnyone() : withPasswords());
        settings.putAll(Map.ofEntries(
                Map.entry("process.roles", "broker,controller"),
                Map.entry("node.id", 1),
                Map.entry("controller.quorum.voters", "1@127.0.0.1:" + controllerPort),
                Map.entry("controller.listener.names", "CONTROLLER"),
                Map.entry("listeners", clientListeners(listenOn) + ",CONTROLLER://127.0.0.1:" + controllerPort),
                Map.entry("advertised.listeners", clientListeners("127.0.0.1")),
                Map.entry("sasl.enabled.mechanisms", "PLAIN"),
                Map.entry("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer"),
                Map.entry("log.dirs", folder),
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
                Map.entry("broker.session.timeout.ms", RESTARTS_AFTER_CRASH_WITHIN_MS)));
        return settings.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .sorted()
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private Map<String, Object> openToAnyone() {
        return Map.of(
                "listener.security.protocol.map", "LOCAL:PLAINTEXT,SERVICES:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT",
                "inter.broker.listener.name", "LOCAL",
                "listener.name.services.plain.sasl.jaas.config", logins(users()),
                "super.users", "User:ANONYMOUS");
    }

    private Map<String, Object> withPasswords() {
        return Map.of(
                "listener.security.protocol.map",
                "LOCAL:SASL_PLAINTEXT,SERVICES:SASL_PLAINTEXT,CONTROLLER:SASL_PLAINTEXT",
                "inter.broker.listener.name",
                "SERVICES",
                "sasl.mechanism.inter.broker.protocol",
                "PLAIN",
                "sasl.mechanism.controller.protocol",
                "PLAIN",
                "listener.name.local.plain.sasl.jaas.config",
                logins(users()),
                "listener.name.services.plain.sasl.jaas.config",
                logins(users()),
                "listener.name.controller.plain.sasl.jaas.config",
                logins(List.of(OPERATOR)),
                "super.users",
                "User:" + OPERATOR);
    }

    private List<String> users() {
        return Stream.concat(Stream.of(OPERATOR), rights().serviceNames().stream())
                .toList();
    }

    private String clientListeners(String host) {
        return "LOCAL://%s:%d,SERVICES://%s:%d".formatted(host, port, host, servicesPort);
    }

    /** Whom a listener knows; the node itself logs in as the operator. */
    private String logins(List<String> users) {
        return users.stream()
                .map(user -> "user_%s=\"%s\"".formatted(user, password(user)))
                .collect(Collectors.joining(" ", LOGIN_MODULE + " required " + identity(OPERATOR) + " ", ";"));
    }
}
