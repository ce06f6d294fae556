package io.latchkey.demo;

import io.latchkey.demo.http.Answer;
import io.latchkey.demo.http.Http;
import io.latchkey.demo.stack.StackInfo;
import io.latchkey.demo.stack.StackInfo.Login;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What happens at the provider itself, past Latchkey: Northwind's API, its token endpoint, and its users' consents. */
public final class Northwind {
    private final StackInfo stack;
    private final Http http;

    public Northwind(StackInfo stack, Http http) {
        this.stack = stack;
        this.http = http;
    }

    /** Calls Northwind's userinfo with an {@code Authorization} header as a credential's {@code headers} give it. */
    public Answer userinfo(String authorization) {
        return http.get(openid("userinfo"), "Authorization", authorization);
    }

    /** Tries a refresh token, as an attacker would who had stolen it together with the client's secret. */
    public Answer refresh(String refreshToken, String clientId) {
        return http.postForm(
                openid("token"),
                Map.of("grant_type", "refresh_token", "refresh_token", refreshToken),
                "Authorization",
                basic(clientId, Objects.requireNonNull(stack.northwindSecrets().get(clientId), clientId)));
    }

    /**
     * Withdraws the grant of {@code user} to the client, if there is one, as Northwind's account page does; Latchkey is
     * not notified.
     */
    public void withdrawGrant(String user, String clientId) {
        var admin = "Bearer " + adminToken();
        var users = stack.keycloak() + "/admin/realms/northwind/users";
        var found = http.get(users + "?exact=true&username=" + Http.encode(user), "Authorization", admin)
                .expect(200);
        http.delete(users + "/" + found.text("/0/id") + "/consents/" + clientId, "Authorization", admin)
                .expect(204, 404);
    }

    /** A new account at Northwind. */
    public Login createUser(String name) {
        var login = Login.demoUser(name);
        var account = Map.of(
                "username",
                name,
                "email",
                name + "@northwind.example",
                "emailVerified",
                true,
                "enabled",
                true,
                "firstName",
                name,
                "lastName",
                "Demo",
                "credentials",
                List.of(Map.of("type", "password", "value", login.password(), "temporary", false)));
        http.send(
                        "POST",
                        stack.keycloak() + "/admin/realms/northwind/users",
                        account,
                        "Authorization",
                        "Bearer " + adminToken())
                .expect(201);
        return login;
    }

    private String adminToken() {
        return http.postForm(
                        stack.realm("master") + "/protocol/openid-connect/token",
                        Map.of(
                                "grant_type",
                                "password",
                                "client_id",
                                "admin-cli",
                                "username",
                                stack.keycloakAdmin().user(),
                                "password",
                                stack.keycloakAdmin().password()))
                .expect(200)
                .text("/access_token");
    }

    private String openid(String endpoint) {
        return stack.realm("northwind") + "/protocol/openid-connect/" + endpoint;
    }

    /** RFC 6749 section 2.3.1: id and secret are form-encoded before they are joined. */
    private static String basic(String clientId, String secret) {
        var joined = Http.encode(clientId) + ":" + Http.encode(secret);
        return "Basic " + Base64.getEncoder().encodeToString(joined.getBytes(StandardCharsets.UTF_8));
    }
}
