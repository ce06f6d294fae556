package io.latchkey.broker.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import io.latchkey.bootstrap.time.Ids;
import io.latchkey.broker.FakeProviderResource;
import io.latchkey.broker.Platform;
import io.latchkey.broker.Seeds;
import io.latchkey.broker.consent.Consents.Begun;
import io.latchkey.demo.browser.Person;
import io.latchkey.demo.stack.StackInfo.Login;
import io.latchkey.local.server.KeycloakServer;
import io.latchkey.testkit.servers.Tokens;
import io.latchkey.testkit.servers.WithRealServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Consent with a real provider: Northwind, a realm of Keycloak. */
@QuarkusTest
@WithRealServers(database = "latchkey_broker")
@WithTestResource(FakeProviderResource.class)
class NorthwindConsentIT {
    @ConfigProperty(name = "latchkey.catalog.directory")
    Path folder;

    Tokens tokens;
    KeycloakServer keycloak;

    @Inject
    Consents consents;

    @Inject
    Seeds seeds;

    @Inject
    Ids ids;

    private Platform platform;

    @BeforeEach
    void registerClient() {
        platform = new Platform(tokens);
        platform.installer()
                .contentType(ContentType.JSON)
                .body(Map.of(
                        "clientId", "latchkey-northwind", "clientSecret", keycloak.clientSecret("latchkey-northwind")))
                .put("/v1/providers/northwind/client")
                .then()
                .statusCode(200);
    }

    @Test
    void aConsentLeadsFromItsLinkToACredential() {
        var begun = begin(ids.next());

        var back = new Person(Login.demoUser("nora")).consent(begun.url(), URI.create(Consents.RETURN_URL));

        assertThat(back.status()).isEqualTo("consented");
        assertThat(back.connection()).isEqualTo(begun.connection().toString());
        assertThat(back.authorization()).isEqualTo(begun.id().toString());
        assertThat(back.callerState()).isEqualTo("a b&c");
        assertThat(seeds.stored(begun.connection())).isEmpty();
        consents.complete(platform, begun, back.code().orElseThrow())
                .statusCode(200)
                .body("account.label", containsString("nora"))
                .body("permissions.granted", equalTo(List.of("contacts:read", "files:read", "profile")))
                .body("permissions.missing", equalTo(List.of()));
        platform.refresh(begun.connection()).statusCode(200).body("credentialVersion", equalTo(2));
    }

    @Test
    void whoPressesNoGrantsNothing() {
        var begun = begin(ids.next());

        var back = new Person(Login.demoUser("olaf")).refuse(begun.url(), URI.create(Consents.RETURN_URL));

        assertThat(back.status()).isEqualTo("access_denied");
        assertThat(back.code()).isEmpty();
    }

    /** OpenID Connect Discovery 1.0 and RFC 7591: nobody writes an entry, and nobody creates a client by hand. */
    @Test
    void theIssuerAloneLeadsToACredential() throws IOException {
        var provider = "drafted-" + ids.next();
        var file = Files.writeString(folder.resolve(provider + ".yaml"), drafted(provider));
        try {
            await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> platform.installer()
                    .get("/v1/providers/{id}", provider)
                    .then()
                    .statusCode(200));
            registerAtKeycloak(provider);
            var connection = ids.next();
            var request = Consents.request(connection);
            request.put("provider", provider);
            request.put("modules", List.of());
            request.put("permissions", List.of("contacts:read"));
            var begun = Consents.begun(connection, Consents.post(platform, "", request));

            var back = new Person(Login.demoUser("nora")).consent(begun.url(), URI.create(Consents.RETURN_URL));

            consents.complete(platform, begun, back.code().orElseThrow())
                    .statusCode(200)
                    .body("account.label", containsString("nora"))
                    .body("permissions.granted", hasItem("contacts:read"));
            platform.refresh(connection).statusCode(200);
            platform.probe(connection).statusCode(200).body("outcome", equalTo("ok"));
        } finally {
            Files.delete(file);
        }
    }

    private String drafted(String provider) {
        return platform.installer()
                .contentType(ContentType.JSON)
                .body(Map.of("url", keycloak.northwind(), "id", provider, "name", "Northwind"))
                .post("/v1/provider-drafts")
                .then()
                .statusCode(200)
                .body(containsString("issuer-required: true"))
                .body(containsString("pushed-url: " + keycloak.northwind()))
                .body(containsString("# not found: "))
                .extract()
                .asString();
    }

    private void registerAtKeycloak(String provider) {
        platform.installer()
                .contentType(ContentType.JSON)
                .body(Map.of("initialAccessToken", keycloak.initialAccessToken("northwind")))
                .post("/v1/providers/{id}/client/registrations", provider)
                .then()
                .statusCode(201)
                .body("redirectUri", endsWith("/oauth2/callback/" + provider))
                .body("secretExpiresAt", nullValue());
    }

    private Begun begin(UUID connection) {
        var request = Consents.request(connection);
        request.put("provider", "northwind");
        return Consents.begun(connection, Consents.post(platform, "", request));
    }
}
