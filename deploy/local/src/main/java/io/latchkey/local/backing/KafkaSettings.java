package io.latchkey.local.backing;

import io.latchkey.local.site.Site;
import io.latchkey.local.topic.TopicRights;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What Kafka is told: to be one KRaft node, which makes no topic by itself and knows each service by its password.
 *
 * @param port where an operator, or a test, may do anything without a password
 * @param servicesPort where services log in and may do what {@code deploy/kafka/acls.yaml} grants them
 */
public record KafkaSettings(Site site, int port, int servicesPort, int controllerPort) {
    public static final String NAME = "kafka";
    private static final String LOGIN_MODULE = "org.apache.kafka.common.security.plain.PlainLoginModule";

    /** The controller admits a restarted broker once the session of the crashed one has run out. */
    private static final int RESTARTS_AFTER_CRASH_WITHIN_MS = 4_000;

    public TopicRights rights() {
        return TopicRights.read(site.checkout().deploy("kafka/acls.yaml"));
    }

    /** With which a client logs in as that service. */
    public String loginAs(String service) {
        return "%s required username=\"%s\" password=\"%s\";".formatted(LOGIN_MODULE, service, password(service));
    }

    private String password(String service) {
        return site.secrets().of("kafka." + service);
    }

    /**
     * Its server.properties.
     *
     * @param listenOn an address of the network it finds itself in; clients reach it by loopback, whatever that is
     * @param folder for its data
     */
    public String properties(String listenOn, String folder) {
        Map<String, Object> settings = Map.ofEntries(
                Map.entry("process.roles", "broker,controller"),
                Map.entry("node.id", 1),
                Map.entry("controller.quorum.voters", "1@127.0.0.1:" + controllerPort),
                Map.entry("controller.listener.names", "CONTROLLER"),
                Map.entry("listeners", clientListeners(listenOn) + ",CONTROLLER://127.0.0.1:" + controllerPort),
                Map.entry("advertised.listeners", clientListeners("127.0.0.1")),
                Map.entry(
                        "listener.security.protocol.map",
                        "PLAINTEXT:PLAINTEXT,SERVICES:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT"),
                Map.entry("sasl.enabled.mechanisms", "PLAIN"),
                Map.entry("listener.name.services.plain.sasl.jaas.config", logins()),
                Map.entry("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer"),
                Map.entry("super.users", "User:ANONYMOUS"),
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
                Map.entry("broker.session.timeout.ms", RESTARTS_AFTER_CRASH_WITHIN_MS));
        return settings.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .sorted()
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private String clientListeners(String host) {
        return "PLAINTEXT://%s:%d,SERVICES://%s:%d".formatted(host, port, host, servicesPort);
    }

    private String logins() {
        return rights().serviceNames().stream()
                .map(service -> "user_%s=\"%s\"".formatted(service, password(service)))
                .collect(Collectors.joining(" ", LOGIN_MODULE + " required ", ";"));
    }
}
