package io.latchkey.broker.consent;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.latchkey.broker.BrokerSettings;
import io.latchkey.edge.time.Ids;
import io.latchkey.local.demo.StackInfo.Login;
import io.latchkey.local.demo.browser.Browser;
import io.latchkey.local.demo.browser.Person;
import io.latchkey.local.demo.browser.Return;
import io.latchkey.local.server.Database;
import io.latchkey.local.server.KeycloakServer;
import io.latchkey.local.server.VaultServer;
import io.latchkey.testkit.servers.Tokens;
import io.latchkey.testkit.servers.WithRealServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Consent with a real provider: Northwind, a realm of Keycloak. */
@QuarkusTest
@WithRealServers(database = "latchkey_broker")
@WithTestResource(BrokerSettings.class)
class NorthwindConsentIT {
    Tokens tokens;
    KeycloakServer keycloak;
    VaultServer vault;
    Database database;

    @Inject
    Ids ids;

    private Consents consents;
    private UUID connection;

    @BeforeEach
    void registerClient() {
        consents = new Consents(tokens);
        connection = ids.next();
        consents.registerClient("northwind", "latchkey-northwind", keycloak.clientSecret("latchkey-northwind"))
                .then()
                .statusCode(200)
                .body("clientId", equalTo("latchkey-northwind"))
                .body("redirectUri", containsString("/oauth2/callback/northwind"))
                .body(not(containsString("ecret")));
    }

    @Test
    void aConsentLeadsFromItsLinkToACredential() {
        var begun = consents.begin(connection, "northwind");

        var back = person("nora").consent(begun.url(), returnUrl());

        assertThat(back.status()).isEqualTo("consented");
        assertThat(back.connection()).isEqualTo(connection.toString());
        assertThat(back.authorization()).isEqualTo(begun.id().toString());
        assertThat(back.callerState()).isEqualTo("a b&c");
        assertThat(inVault()).isEqualTo(404);
        consents.complete(begun.id(), connection, back.code().orElseThrow())
                .then()
                .statusCode(200)
                .body("generation", equalTo(1))
                .body("credentialVersion", equalTo(1))
                .body("authorizationId", equalTo(begun.id().toString()))
                .body("account.label", containsString("nora"))
                .body("modules", equalTo(java.util.List.of("contact-sync")))
                .body("permissions.granted", equalTo(java.util.List.of("contacts:read", "files:read", "profile")))
                .body("permissions.missing", equalTo(java.util.List.of()));
        assertThat(inVault()).isEqualTo(200);
    }

    private int inVault() {
        return given().baseUri(vault.url())
                .header("X-Vault-Token", vault.rootToken())
                .get("/v1/latchkey/metadata/connections/acme/" + connection)
                .statusCode();
    }

    private static URI returnUrl() {
        return URI.create(BrokerSettings.RETURN_URL);
    }

    private static Person person(String user) {
        return new Person(Login.demoUser(user), new Browser(), page -> {});
    }
}
