package io.latchkey.broker;

import static io.restassured.RestAssured.given;

import io.latchkey.testkit.openapi.AsDocumented;
import io.latchkey.testkit.servers.Tokens;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import java.util.UUID;

/** The broker's callers: a platform service of tenant acme, and the sibling services. */
public final class Platform {
    private final Tokens tokens;
    private String worker;
    private String connectionService;
    private String verifierService;

    public Platform(Tokens tokens) {
        this.tokens = tokens;
    }

    public synchronized RequestSpecification worker() {
        worker = worker == null ? tokens.service("acme-worker") : worker;
        return given().filter(new AsDocumented()).auth().oauth2(worker);
    }

    public synchronized RequestSpecification connectionService() {
        connectionService = connectionService == null ? tokens.service("connection-service") : connectionService;
        return given().filter(new AsDocumented())
                .auth()
                .oauth2(connectionService)
                .contentType(ContentType.JSON);
    }

    public synchronized RequestSpecification verifierService() {
        verifierService = verifierService == null ? tokens.service("verifier-service") : verifierService;
        return given().filter(new AsDocumented()).auth().oauth2(verifierService).contentType(ContentType.JSON);
    }

    /** Whoever sets up the installation; of no tenant. */
    public RequestSpecification installer() {
        return given().filter(new AsDocumented()).auth().oauth2(tokens.service("installer"));
    }

    public ValidatableResponse read(UUID connection) {
        return worker().get("/v1/credentials/{id}", connection).then();
    }

    public ValidatableResponse read(UUID connection, String minTtl) {
        return worker().queryParam("minTtl", minTtl)
                .get("/v1/credentials/{id}", connection)
                .then();
    }

    public ValidatableResponse refresh(UUID connection) {
        return worker().post("/v1/credentials/{id}/refresh", connection).then();
    }

    /** Forces a refresh with {@code body}, in which a worker names the version that a provider refused. */
    public ValidatableResponse refresh(UUID connection, String body) {
        return worker().contentType(ContentType.JSON)
                .body(body)
                .post("/v1/credentials/{id}/refresh", connection)
                .then();
    }

    public ValidatableResponse probe(UUID connection) {
        return verifierService()
                .body(Map.of("connectionId", connection, "tenant", "acme"))
                .post("/internal/v1/probes")
                .then();
    }

    public ValidatableResponse close(UUID connection, boolean force) {
        return close(connection, force, "closing");
    }

    /** The same with a correlation id. */
    public ValidatableResponse close(UUID connection, boolean force, String correlation) {
        return connectionService()
                .header("X-Request-Id", correlation)
                .body(Map.of("connectionId", connection, "tenant", "acme", "force", force))
                .post("/internal/v1/closings")
                .then();
    }
}
