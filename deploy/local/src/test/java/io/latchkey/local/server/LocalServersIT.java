package io.latchkey.local.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.latchkey.local.backing.process.ProcessBackings;
import io.latchkey.local.http.JsonHttp;
import io.latchkey.local.process.Lifetime;
import io.latchkey.local.process.Ports;
import io.latchkey.local.process.StartFailed;
import io.latchkey.local.site.Site;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class LocalServersIT {

    @Test
    void postgresqlKeepsItsDataOverARestartAndACrash() throws SQLException {
        try (PostgresServer postgres = PostgresServer.throwaway()) {
            postgres.start();
            Database database = postgres.database("latchkey_broker");
            execute(database, "CREATE TABLE kept (id int)");

            postgres.stop();
            assertThatThrownBy(database::connect).isInstanceOf(SQLException.class);
            postgres.start();
            execute(database, "INSERT INTO kept VALUES (1)");
            postgres.kill();
            postgres.start();

            execute(database, "SELECT * FROM kept");
            assertThat(postgres.database("latchkey_broker")).isEqualTo(database);
        }
    }

    @Test
    void aServiceCannotConnectToTheDatabaseOfAnother() {
        try (PostgresServer postgres = PostgresServer.throwaway()) {
            postgres.start();
            Database broker = postgres.database("latchkey_broker");
            Database verifier = postgres.database("latchkey_verifier");

            Database trespass = new Database(broker.name(), verifier.password(), postgres.port());

            assertThatThrownBy(trespass::connect).isInstanceOf(SQLException.class);
        }
    }

    @Test
    void kafkaHasTheStatedTopicsAndKeepsOthersOverARestart() throws Exception {
        try (KafkaServer kafka = KafkaServer.throwaway()) {
            kafka.start();
            try (Admin admin = admin(kafka)) {
                admin.createTopics(List.of(new NewTopic("kept", 1, (short) 1)))
                        .all()
                        .get();
            }

            kafka.stop();
            kafka.start();

            try (Admin admin = admin(kafka)) {
                assertThat(admin.listTopics().names().get())
                        .contains("kept", "latchkey.connections.v1", "latchkey.credential-facts.v1")
                        .contains("latchkey.check-facts.v1", "latchkey.dead-letter.v1");
            }
        }
    }

    @Test
    void aServiceWritesAndReadsItsOwnTopicsOnly() throws Exception {
        try (KafkaServer kafka = KafkaServer.throwaway()) {
            kafka.start();
            Map<String, Object> verifier = new HashMap<>(kafka.clientSettings("verifier-service"));
            try (var producer = new KafkaProducer<>(verifier, new StringSerializer(), new StringSerializer())) {
                producer.send(new ProducerRecord<>("latchkey.check-facts.v1", "key", "fact"))
                        .get();

                assertThatThrownBy(() -> producer.send(new ProducerRecord<>("latchkey.connections.v1", "key", "lie"))
                                .get())
                        .hasCauseInstanceOf(TopicAuthorizationException.class);
            }
        }
    }

    @Test
    void openBaoIsUnsealedAtEveryStartAndSetUpByTheDeployedScript() {
        try (VaultServer vault = VaultServer.throwaway()) {
            vault.start();
            String roleId = vault.roleId();
            assertThat(policiesOfTheBroker(vault)).containsExactly("auth-broker");

            vault.stop();
            vault.start();

            assertThat(policiesOfTheBroker(vault)).containsExactly("auth-broker");
            assertThat(vault.roleId()).isEqualTo(roleId);
            vault.seal();
            assertThat(new JsonHttp(vault.url()).status("/v1/sys/health")).isEqualTo(503);
            vault.unseal();
        }
    }

    @Test
    void keycloakIssuesTokensOfBothKindsAndKeepsItsRealmsOverARestart() {
        try (KeycloakServer keycloak = KeycloakServer.throwaway("http://127.0.0.1:1")) {
            keycloak.start();
            assertThat(listeningBeyondLoopback(keycloak)).isEmpty();
            assertThat(Jwt.claims(keycloak.userToken("ada")))
                    .containsEntry("iss", keycloak.issuer())
                    .containsEntry("aud", "latchkey")
                    .containsEntry("tenant", "acme")
                    .containsEntry("azp", "demo-app")
                    .containsEntry("roles", List.of("connections:read", "connections:write"));

            keycloak.stop();
            keycloak.start();

            assertThat(Jwt.claims(keycloak.serviceToken("automation-engine")))
                    .containsEntry("aud", "latchkey")
                    .doesNotContainKey("tenant")
                    .extractingByKey("roles")
                    .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
                    .containsExactlyInAnyOrder("connections:read", "credentials:read", "tenants:any");
        }
    }

    @Test
    void aTakenPortIsNamedInOneLineThatSaysWhatToDo() throws Exception {
        int port = Ports.free();
        try (var taken = new java.net.ServerSocket(port, 1, java.net.InetAddress.getLoopbackAddress());
                PostgresServer postgres = new PostgresServer(Site.throwaway(), new ProcessBackings(), port)) {
            assertThatThrownBy(postgres::start)
                    .isInstanceOf(StartFailed.class)
                    .hasMessageContaining("port " + taken.getLocalPort())
                    .hasMessageContaining("--base-port");
        }
    }

    /** Empty where there is no {@code /proc} to see it in. */
    private static List<String> listeningBeyondLoopback(Server server) {
        long pid = server.site().process(server.name()).pid().orElseThrow();
        return Files.exists(Path.of("/proc/net/tcp")) ? ListeningSockets.beyondLoopback(pid) : List.of();
    }

    private static List<String> policiesOfTheBroker(VaultServer vault) {
        JsonNode login = new JsonHttp(vault.url())
                .put("/v1/auth/approle/login", Map.of("role_id", vault.roleId(), "secret_id", vault.secretId()));
        List<String> policies = new ArrayList<>();
        login.at("/auth/policies").forEach(policy -> policies.add(policy.asText()));
        return policies;
    }

    private static void execute(Database database, String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void inTheStackOfACheckoutKafkaLetsNobodyInWithoutAPasswordAndAPlatformReadTheFeedOnly() throws Exception {
        var site = Site.throwaway();
        var lasting = new Site(site.checkout(), site.state(), site.programs(), site.secrets(), Lifetime.DETACHED);
        try (var kafka = new KafkaServer(lasting, new ProcessBackings(), Ports.free(), Ports.free(), Ports.free())) {
            kafka.start();

            try (Admin stranger = Admin.create(Map.of(
                    "bootstrap.servers",
                    kafka.bootstrapServers(),
                    "request.timeout.ms",
                    2_000,
                    "default.api.timeout.ms",
                    3_000))) {
                assertThatThrownBy(() -> stranger.listTopics().names().get()).isInstanceOf(ExecutionException.class);
            }
            Map<String, Object> platform = new HashMap<>(kafka.feedClientSettings());
            try (Admin reader = Admin.create(platform)) {
                assertThat(reader.listTopics().names().get()).containsExactly("latchkey.connections.v1");
            }
            try (var writer = new KafkaProducer<>(platform, new StringSerializer(), new StringSerializer())) {
                assertThatThrownBy(() -> writer.send(new ProducerRecord<>("latchkey.connections.v1", "x"))
                                .get())
                        .hasCauseInstanceOf(AuthorizationException.class);
            }
        }
    }

    private static Admin admin(KafkaServer kafka) {
        return Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
    }
}
