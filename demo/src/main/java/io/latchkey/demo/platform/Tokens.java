package io.latchkey.demo.platform;

import com.fasterxml.jackson.databind.JsonNode;
import io.latchkey.demo.http.Http;
import io.latchkey.demo.stack.StackInfo;
import io.latchkey.demo.stack.StackInfo.Login;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Access tokens of the platform's own OIDC issuer, kept until shortly before they end. */
public final class Tokens {
    private static final Duration RENEW_BEFORE = Duration.ofSeconds(30);

    private record Kept(String token, Instant until) {}

    private final Http http;
    private final StackInfo stack;
    private final Clock clock;
    private final Map<String, Kept> kept = new ConcurrentHashMap<>();

    public Tokens(StackInfo stack, Http http, Clock clock) {
        this.http = http;
        this.stack = stack;
        this.clock = clock;
    }

    /** A user who signed in through the demo application. */
    public String user(String name) {
        var login = Login.demoUser(name);
        return token(
                "user " + name,
                Map.of(
                        "grant_type",
                        "password",
                        "client_id",
                        "demo-app",
                        "username",
                        login.user(),
                        "password",
                        login.password()));
    }

    /** A service of the platform, with client credentials. */
    public String service(String clientId) {
        return token(
                "service " + clientId,
                Map.of(
                        "grant_type",
                        "client_credentials",
                        "client_id",
                        clientId,
                        "client_secret",
                        stack.clientSecrets().get(clientId)));
    }

    private String token(String who, Map<String, String> request) {
        return kept.compute(
                        who, (key, old) -> old != null && clock.instant().isBefore(old.until) ? old : fetch(request))
                .token;
    }

    private Kept fetch(Map<String, String> request) {
        var asked = clock.instant();
        var endpoint = stack.realm("latchkey") + "/protocol/openid-connect/token";
        JsonNode reply = http.postForm(endpoint, new LinkedHashMap<>(request))
                .expect(200)
                .body();
        var life = Duration.ofSeconds(reply.path("expires_in").asLong());
        return new Kept(reply.path("access_token").asText(), asked.plus(life).minus(RENEW_BEFORE));
    }
}
