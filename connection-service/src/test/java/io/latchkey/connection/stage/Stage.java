package io.latchkey.connection.stage;

import static io.restassured.RestAssured.given;

import io.latchkey.local.server.Database;
import io.latchkey.local.server.KafkaServer;
import io.latchkey.testkit.canary.LeakCanary;
import io.latchkey.testkit.canary.Marks;
import io.latchkey.testkit.openapi.AsDocumented;
import io.latchkey.testkit.servers.Tokens;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** The service on real servers, its siblings played, and short words for what a caller does. */
@ExtendWith(LeakCanary.class)
public abstract class Stage {
    protected static final String RETURN_URL = "https://app.acme.example/return";

    /** The example of RFC 7636, appendix B. */
    protected static final String CODE_CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    private static final String CODE_VERIFIER = Marks.watch("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
    private static final Map<String, String> TOKENS = new ConcurrentHashMap<>();

    protected ScriptedBroker broker;
    protected ScriptedVerifier verifier;
    protected KafkaServer kafka;
    protected Database database;
    protected Tokens tokens;

    @BeforeEach
    void resetSiblings() {
        broker.reset();
        verifier.reset();
    }

    /** A connection that was just made. */
    public record Made(UUID id, UUID authorization, String url) {
        public static Made of(JsonPath body) {
            return new Made(
                    UUID.fromString(body.getString("id")),
                    UUID.fromString(body.getString("authorization.id")),
                    body.getString("authorization.url"));
        }
    }

    protected RequestSpecification as(String user) {
        return given().filter(new AsDocumented())
                .auth()
                .oauth2(TOKENS.computeIfAbsent(user, tokens::user))
                .contentType(ContentType.JSON);
    }

    protected RequestSpecification asService(String client) {
        return given().filter(new AsDocumented())
                .auth()
                .oauth2(TOKENS.computeIfAbsent(client, tokens::service))
                .contentType(ContentType.JSON);
    }

    protected RequestSpecification asStranger() {
        return given().filter(new AsDocumented())
                .auth()
                .oauth2(tokens.ofAnotherIssuer())
                .contentType(ContentType.JSON);
    }

    /** The smallest request for a connection, with these entries besides. */
    protected static Map<String, Object> request(Object... entries) {
        var request = new LinkedHashMap<String, Object>();
        request.put("provider", "northwind");
        request.put("modules", List.of("crm"));
        request.put("returnUrl", RETURN_URL);
        request.put("codeChallenge", CODE_CHALLENGE);
        for (int i = 0; i < entries.length; i += 2) {
            request.put((String) entries[i], entries[i + 1]);
        }
        return request;
    }

    protected Made create(String user, Object... entries) {
        return Made.of(as(user).body(request(entries))
                .post("/v1/connections")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath());
    }

    protected ValidatableResponse complete(String user, UUID id, UUID authorization) {
        return as(user).body(Map.of("code", Marks.secret("code"), "codeVerifier", CODE_VERIFIER))
                .post("/v1/connections/{id}/authorizations/{authorization}/completion", id, authorization)
                .then();
    }

    /** A connection of Ada's that is ACTIVE, in generation 1. */
    protected Made active(Object... entries) {
        var made = create("ada", entries);
        complete("ada", made.id(), made.authorization()).statusCode(200);
        return made;
    }

    protected JsonPath connection(UUID id) {
        return as("ada")
                .get("/v1/connections/{id}", id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    protected List<Map<String, Object>> history(UUID id) {
        return as("ada")
                .get("/v1/connections/{id}/history", id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items");
    }

    protected Topic topic() {
        return new Topic(kafka.bootstrapServers());
    }

    /** All rows of a table that {@code condition} applies to, as JSON. */
    protected String rows(String table, String condition) throws SQLException {
        var query = "select coalesce(jsonb_agg(to_jsonb(t)), '[]')::text from " + table + " t where " + condition;
        try (var connection = database.connect();
                var rows = connection.createStatement().executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    /** Changes the database behind the service's back. */
    protected void sql(String statement) throws SQLException {
        try (var connection = DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
                var change = connection.createStatement()) {
            change.execute(statement);
        }
    }
}
