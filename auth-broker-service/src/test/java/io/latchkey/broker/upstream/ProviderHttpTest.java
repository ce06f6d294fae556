package io.latchkey.broker.upstream;

import static io.latchkey.broker.upstream.RawServer.Answer.drip;
import static io.latchkey.broker.upstream.RawServer.Answer.endless;
import static io.latchkey.broker.upstream.RawServer.Answer.of;
import static io.latchkey.broker.upstream.RawServer.Answer.ok;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.latchkey.broker.LogLines;
import io.latchkey.broker.upstream.ProviderHttp.Received;
import io.latchkey.broker.upstream.RawServer.Answer;
import io.latchkey.broker.upstream.RawServer.KeptOpen;
import io.latchkey.broker.upstream.egress.AddressRange;
import io.latchkey.broker.upstream.egress.EgressRule;
import io.latchkey.broker.upstream.egress.HostNames;
import io.latchkey.broker.upstream.egress.ProviderAddresses;
import io.latchkey.broker.upstream.failure.CatalogFault;
import io.latchkey.broker.upstream.failure.Failure;
import io.latchkey.broker.upstream.failure.ProviderException;
import io.latchkey.broker.upstream.response.ProviderResponse;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Two addresses of this machine play a public one, 127.0.0.2, and an internal one, 127.0.0.1. */
class ProviderHttpTest {
    private static final String PUBLIC = "127.0.0.2";
    private static final String INTERNAL = "127.0.0.1";
    private static final Duration LONG = Duration.ofSeconds(8);
    private static final Duration SHORT = Duration.ofMillis(500);
    private static final String JSON = "{\"refresh_token\":\"r\"}";
    private static final Answer GOOD = ok("Content-Type: application/json\r\n", JSON.getBytes(UTF_8));

    private final Vertx vertx = Vertx.vertx();
    private final Queue<List<String>> answersOfDns = new ArrayDeque<>();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final Limits limits = new Limits();
    private final ProviderHttp http = new ProviderHttp(vertx, limits, addresses(this::resolve));
    private RawServer server;
    private RawServer internal;

    private static final class Limits implements ProviderSettings {
        private volatile Duration timeout = LONG;

        @Override
        public Duration timeout() {
            return timeout;
        }

        @Override
        public int maxAnswerBytes() {
            return 1 << 20;
        }
    }

    @BeforeEach
    void listen() throws IOException {
        server = new RawServer(PUBLIC);
        internal = new RawServer(INTERNAL, server.port());
        server.answers(GOOD);
        internal.answers(GOOD);
    }

    @AfterEach
    void close() throws IOException {
        server.close();
        internal.close();
        http.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void theAddressIsCheckedOnceAndIsTheOneThatIsConnectedTo() {
        answersOfDns.add(List.of(PUBLIC));

        assertThat(token(send("http://provider.test:" + server.port() + "/token")))
                .contains("r");
        assertThat(answersOfDns).isEmpty();
        assertThat(server.requests)
                .singleElement()
                .asString()
                .contains("host: provider.test:" + server.port(), "user-agent: Latchkey");
        assertThat(internal.connections).hasValue(0);
    }

    @Test
    void aNameThatMovesToAnInternalAddressIsNotFollowed() {
        answersOfDns.add(List.of(PUBLIC));
        answersOfDns.add(List.of(INTERNAL));
        server.answers(new KeptOpen(GOOD));

        assertThat(token(sendTo("provider.test"))).contains("r");
        assertThat(failureOf("provider.test")).matches(CatalogFault.ADDRESS_NOT_ALLOWED::is);
        assertThat(internal.connections).hasValue(0);
        assertThat(server.requests).hasSize(1);
        assertThat(metrics.counter("latchkey.egress.refusals").count()).isEqualTo(1);
    }

    @Test
    void ofSeveralAddressesOnlyAnAllowedOneIsUsed() {
        answersOfDns.add(List.of(INTERNAL, PUBLIC));

        assertThat(token(sendTo("provider.test"))).contains("r");
        assertThat(internal.connections).hasValue(0);
    }

    @Test
    void connectionsAreUsedAgain() {
        server.answers(new KeptOpen(GOOD));
        for (int i = 0; i < 5; i++) {
            answersOfDns.add(List.of(PUBLIC));
            assertThat(token(sendTo("provider.test"))).contains("r");
        }

        assertThat(server.connections).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.1",
                "2130706433",
                "017700000001",
                "0177.0.0.1",
                "0x7f000001",
                "0x7f.0.0.1",
                "0",
                "0.0.0.0",
                "localhost",
                "LOCALHOST",
                "localhost.",
                "127.0.0.1.",
                "[::1]",
                "[::]",
                "[::ffff:127.0.0.1]",
                "[::ffff:7f00:1]",
                "[0:0:0:0:0:ffff:7f00:0001]",
                "[::127.0.0.1]",
                "[64:ff9b::7f00:1]",
                "[fe80::1%25lo]",
                "user:secret@127.0.0.1",
                "api.example.com@127.0.0.1",
                "169.254.169.254",
                "\u2460\u2461\u2466.0.0.1"
            })
    void noSpellingOfAnInternalAddressIsConnectedTo(String host) throws IOException {
        var other = new ProviderHttp(vertx, new Limits(), addresses(name -> List.of(InetAddress.getAllByName(name))));

        try (var everywhere = new RawServer("::")) {
            var failure = failure(other, "http://" + host + ":" + everywhere.port() + "/latest/meta-data");

            assertThat(failure.detail()).isIn("address_not_allowed", "dns", "unreachable");
            assertThat(everywhere.connections).hasValue(0);
        } finally {
            other.close();
        }
    }

    @Test
    void aRedirectIsNotFollowed() {
        server.answers(of("HTTP/1.1 307 Temporary Redirect\r\nLocation: http://" + INTERNAL + ":" + server.port()
                + "/\r\nContent-Length: 0\r\n\r\n"));

        assertThat(sendTo("provider.test").answer().status()).isEqualTo(307);
        assertThat(server.connections).hasValue(1);
        assertThat(internal.connections).hasValue(0);
    }

    static Stream<Arguments> understood() {
        var json = JSON.getBytes(UTF_8);
        return Stream.of(
                row("201", of("HTTP/1.1 201 Created\r\nContent-Length: " + json.length + "\r\n\r\n" + JSON)),
                row("compressed", ok("Content-Encoding: gzip\r\n", RawServer.gzip(json))),
                row("to the end of the connection", of("HTTP/1.1 200 OK\r\n\r\n" + JSON)),
                row("HTTP/1.0", of("HTTP/1.0 200 OK\r\n\r\n" + JSON)),
                row(
                        "in chunks",
                        of("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(json.length)
                                + "\r\n" + JSON + "\r\n0\r\n\r\n")),
                row(
                        "after 100 and 103",
                        of("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n"
                                + "HTTP/1.1 200 OK\r\n\r\n" + JSON)),
                row("without a reason phrase", of("HTTP/1.1 200\r\n\r\n" + JSON)),
                row("shorter than it says, cut", of("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n" + JSON)),
                row(
                        "shorter than it says, reset",
                        of("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n" + JSON)
                                .reset()),
                row(
                        "longer than it says",
                        of("HTTP/1.1 200 OK\r\nContent-Length: " + json.length + "\r\n\r\n" + JSON
                                + "{\"refresh_token\":\"other\"}")),
                row(
                        "without the last chunk",
                        of("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(json.length)
                                + "\r\n" + JSON + "\r\n")),
                row(
                        "before a chunk that is none",
                        of("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(json.length)
                                + "\r\n" + JSON + "\r\nzz\r\n")),
                row("in 2 MB", ok("", (JSON + " ".repeat(2 << 20)).getBytes(UTF_8))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("understood")
    void aTokenThatArrivesIsUnderstood(String name, Answer answer) {
        server.answers(answer);

        try (var log = LogLines.begin()) {
            assertThat(token(sendTo("provider.test"))).contains("r");
            serves();
            assertThat(log.all()).isEmpty();
        }
    }

    @Test
    void aTokenBeforeATimeOutIsUnderstood() {
        hurry();
        server.answers(drip("HTTP/1.1 200 OK\r\n\r\n" + JSON, " "));

        assertThat(token(sendTo("provider.test"))).contains("r");
    }

    /** The first request of a JVM may take longer than the limit. */
    private void hurry() {
        serves();
        limits.timeout = SHORT;
    }

    static Stream<Arguments> failures() {
        var bomb = RawServer.gzip(new byte[50 << 20]);
        return Stream.of(
                row("nothing", of(""), "connection"),
                row("a reset", of("").reset(), "connection"),
                row("half a status line", of("HTTP/1.1 2"), "connection"),
                row("half the headers", of("HTTP/1.1 200 OK\r\nContent-Type: a"), "connection"),
                row("HTTP/0.9", of("<html>hello</html>"), "connection"),
                row("a token outside HTTP", of(JSON), "connection"),
                row("another protocol", of("SSH-2.0-OpenSSH_9.6\r\n"), "connection"),
                row("bare line feeds", of("HTTP/1.1 200 OK\nContent-Type: application/json\n\n" + JSON), "connection"),
                row("no number as status", of("HTTP/1.1 2OO OK\r\n\r\n" + JSON), "connection"),
                row("no number as length", of("HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n" + JSON), "connection"),
                row(
                        "two lengths",
                        of("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n" + JSON),
                        "connection"),
                row("no gzip", ok("Content-Encoding: gzip\r\n", JSON.getBytes(UTF_8)), "connection"),
                row("headers without end", endless("HTTP/1.1 200 OK\r\n", "X-More: more\r\n"), "connection"),
                row("one header without end", endless("HTTP/1.1 200 OK\r\nX-More: ", "more"), "connection"),
                row("a status line without end", endless("HTTP/1.1 200 ", "more"), "connection"),
                row("a body of 50 MB", ok("", new byte[50 << 20]), "answer_too_large"),
                row("a body without end", endless("HTTP/1.1 200 OK\r\n\r\n", " ".repeat(8192)), "answer_too_large"),
                row(
                        "chunks without end",
                        endless(
                                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
                                "400\r\n" + " ".repeat(1024) + "\r\n"),
                        "answer_too_large"),
                row("a bomb", ok("Content-Encoding: gzip\r\n", bomb), "answer_too_large"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("failures")
    void everythingElseIsABoundedFailure(String name, Answer answer, String detail) {
        server.answers(answer);

        try (var log = LogLines.begin()) {
            assertThat(failureOf("provider.test").detail()).isEqualTo(detail);
            serves();
            assertThat(log.all()).isEmpty();
        }
    }

    static Stream<Arguments> withoutEnd() {
        return Stream.of(
                row("informational", endless("", "HTTP/1.1 100 Continue\r\n\r\n")),
                row("silence", (socket, out) -> Thread.sleep(5_000)),
                row("dripping headers", drip("HTTP/1.1 200 OK\r\n", "X")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("withoutEnd")
    void anAnswerThatDoesNotEndIsATimeOut(String name, Answer answer) {
        hurry();
        server.answers(answer);

        assertThat(failureOf("provider.test").detail()).isEqualTo("timeout");
    }

    private void serves() {
        server.answers(GOOD);
        await().ignoreExceptions().until(() -> token(sendTo("provider.test")).isPresent());
    }

    private Received sendTo(String host) {
        return send("http://" + host + ":" + server.port() + "/token");
    }

    private Received send(String url) {
        return http.sendKeepingPart(new ProviderRequest(HttpMethod.GET, url, Map.of(), null))
                .await()
                .atMost(Duration.ofSeconds(10));
    }

    private Failure failureOf(String host) {
        return failure(http, "http://" + host + ":" + server.port() + "/token");
    }

    private static Failure failure(ProviderHttp http, String url) {
        var thrown = new Failure[1];
        assertThatThrownBy(() -> {
                    var unexpected = http.send(new ProviderRequest(HttpMethod.GET, url, Map.of(), null))
                            .await()
                            .atMost(Duration.ofSeconds(10));
                    assertThat(unexpected).isNull();
                })
                .isInstanceOfSatisfying(ProviderException.class, failed -> thrown[0] = failed.failure());
        return thrown[0];
    }

    private static Optional<String> token(Received received) {
        ProviderResponse answer = received.answer();
        return answer.token("/refresh_token");
    }

    /** The next answer of the DNS server; by default the public address. */
    private List<InetAddress> resolve(String host) throws UnknownHostException {
        var next = answersOfDns.isEmpty() ? List.of(PUBLIC) : answersOfDns.remove();
        var addresses = new InetAddress[next.size()];
        for (int i = 0; i < addresses.length; i++) {
            addresses[i] = InetAddress.getByAddress(
                    host, InetAddress.getByName(next.get(i)).getAddress());
        }
        return List.of(addresses);
    }

    private ProviderAddresses addresses(HostNames names) {
        var rule = new EgressRule(List.of(AddressRange.of(PUBLIC)), List.of());
        return new ProviderAddresses(vertx, names, rule, metrics, Clock.systemUTC());
    }

    private static Arguments row(String name, Answer answer) {
        return Arguments.of(name, answer);
    }

    private static Arguments row(String name, Answer answer, String detail) {
        return Arguments.of(name, answer, detail);
    }
}
