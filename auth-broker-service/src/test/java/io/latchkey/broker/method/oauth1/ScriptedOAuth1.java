package io.latchkey.broker.method.oauth1;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.latchkey.testkit.canary.Marks;
import io.latchkey.testkit.provider.Answer;
import io.latchkey.testkit.provider.Endpoint;
import io.latchkey.testkit.provider.FakeProvider;
import io.latchkey.testkit.provider.ReceivedRequest;
import java.io.IOException;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A strict provider of OAuth 1.0a. It answers a request only if its signature is right, its nonce is new and its token
 * is known, and exchanges a request token once, for the right verifier.
 */
public final class ScriptedOAuth1 {
    private static final String FORM = "application/x-www-form-urlencoded";

    private final FakeProvider fake;
    private final Set<String> nonces = ConcurrentHashMap.newKeySet();
    private final List<String> faults = new CopyOnWriteArrayList<>();

    private final String requestToken = Marks.secret("request-token") + "/+=";
    private final String requestSecret = Marks.secret("request-secret");
    private final String verifier = Marks.secret("verifier") + " &";
    private final String token = Marks.secret("token");
    private final String tokenSecret = Marks.secret("token-secret");

    private volatile String confirmed = "&oauth_callback_confirmed=true";
    private volatile String more = "";
    private volatile boolean withSecrets = true;
    private volatile String clientSecret;
    private volatile boolean refuses;
    private final AtomicInteger refused = new AtomicInteger();
    private volatile String callback = "";
    private volatile Map<String, String> asked = Map.of();

    public ScriptedOAuth1(FakeProvider fake) {
        this.fake = fake;
        clientSecret = fake.behaviour().clientSecret();
        always(Endpoint.PUSHED, this::requestToken);
        fake.always(Endpoint.AUTHORIZE, this::authorize);
        always(Endpoint.TOKEN, this::accessToken);
        always(Endpoint.USERINFO, this::account);
        always(Endpoint.REVOKE, this::revoke);
    }

    /** Refuses each request that is signed with another secret of the client, as during a rotation. */
    public void acceptOnly(String secret) {
        clientSecret = secret;
        refuses = true;
    }

    /** How many signatures were refused. */
    public int refusals() {
        return refused.get();
    }

    private void always(Endpoint endpoint, HttpHandler handler) {
        fake.always(endpoint, exchange -> {
            try {
                handler.handle(exchange);
            } catch (WrongSignature wrong) {
                refused.incrementAndGet();
                Answer.status(401).to(exchange);
            }
        });
    }

    private static final class WrongSignature extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** Answers as OAuth 1.0 before revision A, or otherwise. */
    void confirm(String parameters) {
        confirmed = parameters;
    }

    /** Adds parameters to the response with the access token. */
    public void add(String parameters) {
        more = parameters;
    }

    void issueTokensWithoutSecrets() {
        withSecrets = false;
    }

    public String token() {
        return token;
    }

    public String tokenSecret() {
        return tokenSecret;
    }

    public String clientSecret() {
        return clientSecret;
    }

    /** What the authorization page was asked for. */
    Map<String, String> asked() {
        return asked;
    }

    /** What a strict provider would have refused. */
    public List<String> faults() {
        return List.copyOf(faults);
    }

    private void requestToken(HttpExchange exchange) throws IOException {
        var header = verified(exchange, Endpoint.PUSHED, "", "");
        callback = header.getOrDefault("oauth_callback", "");
        Answer.text(200, FORM, pair(requestToken, withSecrets ? requestSecret : "") + confirmed)
                .to(exchange);
    }

    private void authorize(HttpExchange exchange) throws IOException {
        asked = last(Endpoint.AUTHORIZE).query();
        Answer.redirect(callback + "&oauth_token=" + encoded(requestToken) + "&oauth_verifier=" + encoded(verifier))
                .to(exchange);
    }

    private void accessToken(HttpExchange exchange) throws IOException {
        var header = verified(exchange, Endpoint.TOKEN, requestToken, withSecrets ? requestSecret : "");
        if (!verifier.equals(header.get("oauth_verifier"))
                || (!refuses && fake.received(Endpoint.TOKEN).size() > 1)) {
            faults.add("verifier");
        }
        Answer.text(200, "text/plain", pair(token, withSecrets ? tokenSecret : "") + more)
                .to(exchange);
    }

    private void account(HttpExchange exchange) throws IOException {
        var unused = verified(exchange, Endpoint.USERINFO, token, tokenSecret);
        var good = faults.isEmpty();
        (good ? Answer.json(200, Map.of("sub", "account-1", "email", "ada@fake.example")) : Answer.status(401))
                .to(exchange);
    }

    /** A token of an earlier test may be revoked in the background. */
    private void revoke(HttpExchange exchange) throws IOException {
        if (!exchange.getRequestURI().getPath().endsWith("/" + token)) {
            Answer.status(404).to(exchange);
            return;
        }
        var unused = verified(exchange, Endpoint.REVOKE, token, tokenSecret);
        Answer.status(204).to(exchange);
    }

    /** The parameters of the header, of a request whose signature was verified. */
    private Map<String, String> verified(HttpExchange exchange, Endpoint endpoint, String token, String secret) {
        var request = last(endpoint);
        var header = ReferenceSignature.parameters(
                Objects.requireNonNull(request.headers().getFirst("Authorization"), "no signature"));
        var uri = exchange.getRequestURI();
        var encoded = new ArrayList<String>();
        encoded.add(Objects.requireNonNullElse(uri.getRawQuery(), ""));
        encoded.add(FORM.equals(request.headers().getFirst("Content-Type")) ? request.body() : "");
        var expected = ReferenceSignature.of(
                request.method(), fake.url() + uri.getRawPath(), encoded, header, clientSecret(), secret);
        if (refuses && !expected.equals(header.get("oauth_signature"))) {
            throw new WrongSignature();
        }
        if (!expected.equals(header.get("oauth_signature"))) {
            faults.add("signature of " + endpoint);
        }
        if (!header.getOrDefault("oauth_token", "").equals(token)) {
            faults.add("token of " + endpoint);
        }
        if (!nonces.add(header.get("oauth_nonce"))
                || !header.get("oauth_timestamp").matches("[1-9][0-9]{9}")) {
            faults.add("nonce or timestamp of " + endpoint);
        }
        return header;
    }

    private ReceivedRequest last(Endpoint endpoint) {
        var received = fake.received(endpoint);
        return received.get(received.size() - 1);
    }

    private static String pair(String token, String secret) {
        return "oauth_token=" + encoded(token) + "&oauth_token_secret=" + encoded(secret);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
