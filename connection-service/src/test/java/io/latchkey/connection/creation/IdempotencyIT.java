package io.latchkey.connection.creation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.latchkey.connection.stage.Siblings;
import io.latchkey.connection.stage.Stage;
import io.latchkey.testkit.servers.WithRealServers;
import io.latchkey.testkit.time.MovingClock;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithRealServers(database = "latchkey_connection", openBao = false, client = "connection-service")
@WithTestResource(Siblings.class)
class IdempotencyIT extends Stage {
    @Inject
    MovingClock clock;

    private final String key = UUID.randomUUID().toString();

    @AfterEach
    void backToNow() {
        clock.reset();
    }

    private ValidatableResponse create(String user, String key, Object... entries) {
        return as(user).header("Idempotency-Key", key)
                .body(request(entries))
                .post("/v1/connections")
                .then();
    }

    @Test
    void aRepeatedCreationGivesTheSameConnectionAndANewLink() {
        var first = Made.of(create("ada", key).statusCode(201).extract().jsonPath());

        create("ada", key)
                .statusCode(201)
                .body("id", equalTo(first.id().toString()))
                .body("authorization.id", equalTo(first.authorization().toString()))
                .body("authorization.url", not(equalTo(first.url())));

        var began = broker.requests("/authorizations");
        assertThat(began).hasSize(1);
        assertThat(broker.requests("/links")).singleElement().satisfies(link -> assertThat(
                        link.body().get("principal"))
                .isEqualTo(began.get(0).body().get("principal")));
    }

    @Test
    void aRepeatedCreationBeginsAnotherAuthorizationWhereTheFirstHasEnded() {
        var first = Made.of(create("ada", key).extract().jsonPath());
        broker.refuses("/links", 409, "authorization-expired", Map.of("status", "expired"));

        var second = Made.of(create("ada", key).statusCode(201).extract().jsonPath());

        assertThat(second.id()).isEqualTo(first.id());
        assertThat(second.authorization()).isNotEqualTo(first.authorization());
        broker.reset();
        create("ada", key)
                .body("authorization.id", equalTo(second.authorization().toString()));
    }

    @Test
    void aRepeatedCreationOfACompletedConnectionNeedsNoLink() {
        var first = Made.of(create("ada", key).extract().jsonPath());
        complete("ada", first.id(), first.authorization()).statusCode(200);

        create("ada", key).statusCode(201).body("state", equalTo("ACTIVE")).body("authorization", nullValue());
    }

    @Test
    void aRepeatedCreationOfADeletedConnectionIsRefused() {
        var first = Made.of(create("ada", key).extract().jsonPath());
        as("ada").delete("/v1/connections/{id}", first.id()).then().statusCode(202);

        create("ada", key).statusCode(409).body("type", endsWith("connection-deleted"));
    }

    @Test
    void aUsedKeyWithAnotherBodyIsRefused() {
        create("ada", key).statusCode(201);

        create("ada", key, "name", "Another")
                .statusCode(422)
                .body("type", endsWith("idempotency-key-reused"))
                .body("field", equalTo("Idempotency-Key"))
                .body("remedy", notNullValue());
    }

    @Test
    void aKeyIsItsCallersOwn() {
        var ofAda = Made.of(create("ada", key).extract().jsonPath());
        create("grace", key).statusCode(201).body("id", not(equalTo(ofAda.id().toString())));
        create("linus", key).statusCode(201).body("id", not(equalTo(ofAda.id().toString())));
    }

    @Test
    void aKeyThatIsNoneIsRefused() {
        create("ada", "a b").statusCode(400).body("field", equalTo("Idempotency-Key"));
    }

    @Test
    void manyAtOnceMakeOneConnection() {
        var calls = Stream.generate(() -> CompletableFuture.supplyAsync(
                        () -> create("ada", key).statusCode(201).extract().<String>path("id")))
                .limit(6)
                .toList();

        assertThat(calls.stream().map(CompletableFuture::join).distinct()).hasSize(1);
    }

    @Test
    void aDayLaterTheKeyIsAsGoodAsNew() {
        var first = Made.of(create("ada", key).extract().jsonPath());
        complete("ada", first.id(), first.authorization()).statusCode(200);

        clock.advance(Duration.ofHours(24).plusSeconds(1));

        create("ada", key, "name", "Another")
                .statusCode(201)
                .body("id", not(equalTo(first.id().toString())));
        create("ada", key, "name", "Another").statusCode(201).body("name", equalTo("Another"));
    }
}
