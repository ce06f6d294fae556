package io.latchkey.local.server;

import io.latchkey.local.backing.Backings;
import io.latchkey.local.backing.KafkaSettings;
import io.latchkey.local.backing.process.ProcessBackings;
import io.latchkey.local.process.Ports;
import io.latchkey.local.site.Site;
import io.latchkey.local.topic.Topics;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** Kafka, with the topics of {@code deploy/kafka/topics.yaml} and no others. */
public final class KafkaServer extends Server {
    private final KafkaSettings settings;

    /**
     * @param port port of the operator and of consumers of the public feed; tests need no password
     * @param servicesPort port of the services, with the ACLs of {@code deploy/kafka/acls.yaml}
     */
    public KafkaServer(Site site, Backings backings, int port, int servicesPort, int controllerPort) {
        this(new KafkaSettings(site, port, servicesPort, controllerPort), backings);
    }

    private KafkaServer(KafkaSettings settings, Backings backings) {
        super(KafkaSettings.NAME, settings.site(), backings.kafka(settings));
        this.settings = settings;
    }

    public static KafkaServer throwaway() {
        return new KafkaServer(Site.throwaway(), new ProcessBackings(), Ports.free(), Ports.free(), Ports.free());
    }

    @Override
    public String address() {
        return bootstrapServers();
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + settings.port();
    }

    /** How a client logs in as a service, which then has that service's rights and no others. */
    public Map<String, String> clientSettings(String service) {
        return login("127.0.0.1:" + settings.servicesPort(), service);
    }

    /** How a client logs in that may read the public feed and do nothing else. */
    public Map<String, String> feedClientSettings() {
        return clientOnThisMachine(KafkaSettings.FEED_READER);
    }

    private Map<String, String> clientOnThisMachine(String user) {
        return settings.isOpen() ? Map.of("bootstrap.servers", bootstrapServers()) : login(bootstrapServers(), user);
    }

    private Map<String, String> login(String servers, String user) {
        return Map.of(
                "bootstrap.servers",
                servers,
                "security.protocol",
                "SASL_PLAINTEXT",
                "sasl.mechanism",
                "PLAIN",
                "sasl.jaas.config",
                settings.loginAs(user));
    }

    @Override
    protected int[] ports() {
        return new int[] {settings.port(), settings.servicesPort(), settings.controllerPort()};
    }

    @Override
    protected boolean isReady() throws Exception {
        if (!Ports.isServed(settings.port())) {
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
            settings.rights().grant(admin);
        }
    }

    private Admin admin() {
        Map<String, Object> client = new HashMap<>(clientOnThisMachine(KafkaSettings.OPERATOR));
        client.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 3_000);
        client.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 15_000);
        return Admin.create(client);
    }
}
