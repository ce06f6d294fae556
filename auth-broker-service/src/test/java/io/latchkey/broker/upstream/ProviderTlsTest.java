package io.latchkey.broker.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.broker.upstream.egress.AddressRange;
import io.latchkey.broker.upstream.egress.EgressRule;
import io.latchkey.broker.upstream.egress.ProviderAddresses;
import io.latchkey.broker.upstream.failure.ProviderException;
import io.latchkey.contracts.connection.Outcome;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The connection goes to the checked address, 127.0.0.2, and TLS is that of the host name. */
class ProviderTlsTest {
    private static final String HOST = "provider.test";
    private static final String ADDRESS = "127.0.0.2";
    private static final String PASSWORD = "changeit";
    private static final String TRUST_STORE = "javax.net.ssl.trustStore";

    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final List<String> indicatedNames = new CopyOnWriteArrayList<>();
    private final List<String> hosts = new CopyOnWriteArrayList<>();
    private final ProviderHttp http = new ProviderHttp(vertx, new Limits(), addresses());
    private String trustStore;

    private static final class Limits implements ProviderSettings {
        @Override
        public Duration timeout() {
            return Duration.ofSeconds(10);
        }

        @Override
        public int maxAnswerBytes() {
            return 1 << 20;
        }
    }

    @BeforeEach
    void rememberTrust() {
        trustStore = System.getProperty(TRUST_STORE);
    }

    @AfterEach
    void close() {
        http.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
        if (trustStore == null) {
            System.clearProperty(TRUST_STORE);
        } else {
            System.setProperty(TRUST_STORE, trustStore);
        }
    }

    @Test
    void theNameIsIndicatedAndVerifiedAtTheCheckedAddress() throws Exception {
        var server = server("dns:" + HOST, true);

        var answer = http.send(get(server)).await().atMost(Duration.ofSeconds(15));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(indicatedNames).containsExactly(HOST);
        assertThat(hosts).containsExactly(HOST + ":" + server.actualPort());
    }

    /** A certificate of the address proves nothing about the name that the catalog has. */
    @ParameterizedTest
    @ValueSource(strings = {"dns:other.test", "ip:" + ADDRESS, "dns:test", "dns:" + HOST + ".evil.test"})
    void aCertificateForAnotherNameIsRefusedBeforeARequestIsSent(String name) throws Exception {
        requireRefused(server(name, true));
    }

    @Test
    void anUntrustedCertificateForTheNameIsRefused() throws Exception {
        requireRefused(server("dns:" + HOST, false));
    }

    private void requireRefused(HttpServer server) {
        assertThatThrownBy(() -> {
                    var unexpected = http.send(get(server)).await().atMost(Duration.ofSeconds(15));
                    assertThat(unexpected).isNull();
                })
                .isInstanceOfSatisfying(ProviderException.class, refused -> {
                    assertThat(refused.failure().outcome()).isEqualTo(Outcome.TRANSIENT);
                    assertThat(refused.failure().detail()).isEqualTo("tls");
                });
        assertThat(hosts).isEmpty();
    }

    private static ProviderRequest get(HttpServer server) {
        return new ProviderRequest(
                HttpMethod.GET, "https://" + HOST + ":" + server.actualPort() + "/token", Map.of(), null);
    }

    /** A server whose certificate is for {@code name}; the client trusts it if {@code trusted}. */
    private HttpServer server(String name, boolean trusted) throws Exception {
        var keys = certificate(name);
        var trustedKeys = trusted ? keys : certificate("dns:unrelated.test");
        System.setProperty(TRUST_STORE, trusting(trustedKeys).toString());
        return vertx.createHttpServer(new HttpServerOptions()
                        .setHost(ADDRESS)
                        .setPort(0)
                        .setSsl(true)
                        .setSni(true)
                        .setKeyCertOptions(
                                new PfxOptions().setPath(keys.toString()).setPassword(PASSWORD)))
                .requestHandler(request -> {
                    indicatedNames.add(request.connection().indicatedServerName());
                    hosts.add(request.getHeader("Host"));
                    var unawaited = request.response().end("{}");
                })
                .listen()
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    private Path certificate(String name) throws IOException, InterruptedException {
        var file = folder.resolve(name.replace(':', '-') + ".p12");
        var keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=test",
                        "-ext",
                        "SAN=" + name,
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true)
                .start();
        assertThat(keytool.waitFor())
                .as(new String(keytool.getInputStream().readAllBytes()))
                .isZero();
        return file;
    }

    private Path trusting(Path keys) throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance(keys.toFile(), PASSWORD.toCharArray());
        var trusted = KeyStore.getInstance("JKS");
        trusted.load(null, null);
        trusted.setCertificateEntry("server", store.getCertificate("server"));
        var file = folder.resolve("trust.jks");
        try (var out = Files.newOutputStream(file)) {
            trusted.store(out, PASSWORD.toCharArray());
        }
        return file;
    }

    private ProviderAddresses addresses() {
        return new ProviderAddresses(
                vertx,
                host -> List.of(InetAddress.getByAddress(
                        host, InetAddress.getByName(ADDRESS).getAddress())),
                new EgressRule(List.of(AddressRange.of(ADDRESS)), List.of()),
                new SimpleMeterRegistry(),
                Clock.systemUTC());
    }
}
