package io.latchkey.broker.consent;

import static io.restassured.RestAssured.given;

import io.latchkey.broker.BrokerSettings;
import io.latchkey.testkit.servers.Tokens;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Consent as connection-service asks for it. */
public final class Consents {
    public static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    public static final Map<String, String> ADA = principal("ada");

    private final Tokens tokens;

    public Consents(Tokens tokens) {
        this.tokens = tokens;
    }

    /** An authorization that was begun. */
    public record Begun(UUID connection, UUID id, URI url) {}

    public static Map<String, String> principal(String subject) {
        return Map.of("issuer", "https://issuer.example", "subject", subject, "client", "demo-app");
    }

    /** A request that is accepted as it is. */
    public static Map<String, Object> request(UUID connection, String provider) {
        var body = new HashMap<String, Object>();
        body.put("connectionId", connection);
        body.put("tenant", "acme");
        body.put("principal", ADA);
        body.put("connectionName", "My <Northwind>");
        body.put("provider", provider);
        body.put("modules", List.of("contact-sync"));
        body.put("permissions", List.of("files:read"));
        body.put("returnUrl", BrokerSettings.RETURN_URL);
        body.put("callerState", "a b&c");
        body.put("codeChallenge", Pkce.challenge(VERIFIER));
        body.put("accountChangeAllowed", false);
        return body;
    }

    public Begun begin(UUID connection, String provider) {
        return begun(post("", request(connection, provider)));
    }

    public static Begun begun(Response response) {
        var offer = response.then().statusCode(201).extract().jsonPath();
        return new Begun(null, UUID.fromString(offer.getString("authorizationId")), URI.create(offer.getString("url")));
    }

    public Response link(UUID id, UUID connection, String tenant) {
        return post("/" + id + "/links", Map.of("connectionId", connection, "tenant", tenant));
    }

    public Response complete(UUID id, UUID connection, String code) {
        return complete(id, completion(connection, code));
    }

    public Response complete(UUID id, Map<String, Object> body) {
        return post("/" + id + "/completion", body);
    }

    public static Map<String, Object> completion(UUID connection, String code) {
        var body = new HashMap<String, Object>();
        body.put("connectionId", connection);
        body.put("tenant", "acme");
        body.put("principal", ADA);
        body.put("code", code);
        body.put("codeVerifier", VERIFIER);
        return body;
    }

    public Response close(UUID connection) {
        return given().auth()
                .oauth2(tokens.service("connection-service"))
                .contentType(ContentType.JSON)
                .body(Map.of("connectionId", connection, "tenant", "acme", "force", false))
                .post("/internal/v1/closings");
    }

    public Response registerClient(String provider, String clientId, String secret) {
        return given().auth()
                .oauth2(tokens.service("installer"))
                .contentType(ContentType.JSON)
                .queryParam("force", true)
                .body(Map.of("clientId", clientId, "clientSecret", secret))
                .put("/v1/providers/{id}/client", provider);
    }

    public Response post(String path, Object body) {
        return given().auth()
                .oauth2(tokens.service("connection-service"))
                .contentType(ContentType.JSON)
                .body(body)
                .post("/internal/v1/authorizations" + path);
    }
}
