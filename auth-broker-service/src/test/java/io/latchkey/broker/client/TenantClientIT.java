package io.latchkey.broker.client;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.not;

import io.latchkey.bootstrap.time.Ids;
import io.latchkey.broker.FakeProviderResource;
import io.latchkey.broker.Platform;
import io.latchkey.broker.Seeds;
import io.latchkey.broker.consent.Consents;
import io.latchkey.broker.consent.Consents.Begun;
import io.latchkey.demo.browser.Browser;
import io.latchkey.testkit.canary.LeakCanary;
import io.latchkey.testkit.openapi.AsDocumented;
import io.latchkey.testkit.provider.Endpoint;
import io.latchkey.testkit.provider.FakeProvider;
import io.latchkey.testkit.servers.Tokens;
import io.latchkey.testkit.servers.WithRealServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The clients that tenants register: iris administers acme, and otto globex. */
@QuarkusTest
@WithRealServers(database = "latchkey_broker")
@WithTestResource(FakeProviderResource.class)
@ExtendWith(LeakCanary.class)
class TenantClientIT {
    private static final String PROVIDER = FakeProviderResource.REVOKES_GRANT;
    private static final String CLIENT = "/v1/providers/" + PROVIDER + "/client";
    private static final Map<String, String> OF_ACME = Map.of("clientId", "acme-app", "clientSecret", "s-of-acme");

    @Inject
    Consents consents;

    @Inject
    Seeds seeds;

    @Inject
    Ids ids;

    Tokens tokens;
    FakeProvider fake;

    private Platform platform;

    @BeforeEach
    void theInstallationHasAClient() {
        fake.reset();
        fake.behaviour().signIn("account-" + ids.next());
        platform = new Platform(tokens);
        assertThat(seeds.register(fake, PROVIDER)).isNotNull();
    }

    @AfterEach
    void removeTheClientsOfTenants() {
        as("iris").queryParam("force", true).delete(CLIENT).then().statusCode(204);
        as("otto").queryParam("force", true).delete(CLIENT).then().statusCode(204);
    }

    @Test
    void newAuthorizationsOfATenantUseItsOwnClient() {
        put("iris", OF_ACME).statusCode(200).body("registeredBy", equalTo("tenant"));

        assertThat(clientOf(consents.begin(platform, ids.next()))).isEqualTo("acme-app");
        assertThat(clientOf(begunInGlobex())).isEqualTo("latchkey-client");
    }

    @Test
    void theCatalogueShowsEachTenantItsClient() {
        put("iris", OF_ACME).statusCode(200);

        registeredBy(as("iris"), "tenant");
        registeredBy(as("ada"), "tenant");
        registeredBy(as("otto"), "installation");
        registeredBy(platform.installer(), "installation");
    }

    @Test
    void noTenantReadsOrReplacesTheClientOfAnother() {
        put("iris", OF_ACME).statusCode(200);

        as("otto").get(CLIENT).then().statusCode(404).body(not(containsString("acme")));
        put("otto", Map.of("clientId", "globex-app", "clientSecret", "s-of-globex"))
                .statusCode(200);
        as("otto").queryParam("force", true).delete(CLIENT).then().statusCode(204);

        as("iris").get(CLIENT).then().statusCode(200).body("clientId", equalTo("acme-app"));
        platform.installer().get(CLIENT).then().statusCode(200).body("clientId", equalTo("latchkey-client"));
        as("otto").header("Latchkey-Tenant", "acme").get(CLIENT).then().statusCode(403);
    }

    /** Otherwise the answer would tell whether another tenant registered a client with that id or secret. */
    @Test
    void aTenantMayRegisterWhatAnotherHasRegistered() {
        put("iris", OF_ACME).statusCode(200);

        put("otto", OF_ACME).statusCode(200);
        put("otto", Map.of("clientId", "latchkey-client", "clientSecret", "wrong"))
                .statusCode(200);
    }

    @Test
    void onlyAnAdministratorOfTheTenantRegistersItsClient() {
        for (var user : new String[] {"ada", "linus"}) {
            as(user).get(CLIENT).then().statusCode(403);
            put(user, OF_ACME).statusCode(403);
            as(user).delete(CLIENT).then().statusCode(403);
        }
    }

    @Test
    void existingCredentialsContinueWithTheClientThatIssuedThem() {
        var connection = completed();
        put("iris", OF_ACME).statusCode(200);

        platform.refresh(connection).statusCode(200);

        assertThat(fake.received(Endpoint.TOKEN))
                .allSatisfy(request ->
                        assertThat(request.client().orElseThrow().id()).isEqualTo("latchkey-client"));
    }

    @Test
    void credentialsOfTheTenantsClientAreRefreshedAndRevokedWithIt() {
        put("iris", clientOfFake()).statusCode(200);
        var connection = completed();
        replaceTheClientOfTheInstallation();

        platform.refresh(connection).statusCode(200);
        platform.close(connection, false).statusCode(202);

        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(fake.received(Endpoint.REVOKE))
                .isNotEmpty()
                .allSatisfy(request -> assertThat(request.client().orElseThrow().secret())
                        .isEqualTo(fake.behaviour().clientSecret())));
    }

    private void replaceTheClientOfTheInstallation() {
        platform.installer()
                .contentType(ContentType.JSON)
                .body(Map.of("clientId", "another", "clientSecret", "another-secret"))
                .queryParam("force", true)
                .put(CLIENT)
                .then()
                .statusCode(200);
    }

    @Test
    void aClientInUseIsCountedForItsRegistrantAlone() {
        put("iris", clientOfFake()).statusCode(200);
        assertThat(completed()).isNotNull();
        put("otto", clientOfFake()).statusCode(200);

        as("otto").delete(CLIENT).then().statusCode(204);
        as("iris")
                .delete(CLIENT)
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:latchkey:problem:client-in-use"))
                .body("connections", greaterThan(0));
        put("iris", OF_ACME).statusCode(409);
    }

    @Test
    void withoutItsOwnClientATenantUsesThatOfTheInstallation() {
        put("iris", OF_ACME).statusCode(200);
        as("iris").delete(CLIENT).then().statusCode(204);

        as("iris").get(CLIENT).then().statusCode(404).body("remedy", containsString("installation"));
        assertThat(clientOf(consents.begin(platform, ids.next()))).isEqualTo("latchkey-client");
    }

    /** A tenant can register the client id of the installation with a wrong secret. */
    @Test
    void aClientOfATenantThatTheProviderRefusesPausesNoOther() {
        var provider = FakeProviderResource.REVOKES_TOKEN;
        var ofInstallation = seeds.connection(fake, provider, "acme", null);
        as("otto")
                .contentType(ContentType.JSON)
                .body(Map.of("clientId", "latchkey-client", "clientSecret", "wrong"))
                .put("/v1/providers/{id}/client", provider)
                .then()
                .statusCode(200);
        var ofGlobex = seeds.connectionOfTenantsClient(fake, provider, "globex");

        given().auth()
                .oauth2(tokens.service("automation-engine"))
                .header("Latchkey-Tenant", "globex")
                .post("/v1/credentials/{id}/refresh", ofGlobex)
                .then()
                .statusCode(503);

        platform.refresh(ofInstallation).statusCode(200);
    }

    private Map<String, String> clientOfFake() {
        return Map.of(
                "clientId", fake.behaviour().clientId(),
                "clientSecret", fake.behaviour().clientSecret());
    }

    private UUID completed() {
        var begun = consents.begin(platform, ids.next());
        consents.complete(platform, begun, consents.consent(begun).code().orElseThrow())
                .statusCode(200);
        return begun.connection();
    }

    private Begun begunInGlobex() {
        var connection = ids.next();
        var request = Consents.request(connection);
        request.put("tenant", "globex");
        request.put("returnUrl", "http://127.0.0.1:9/globex");
        return Consents.begun(connection, Consents.post(platform, "", request));
    }

    /** The client id in the authorization request, which Continue leads to. */
    private static String clientOf(Begun begun) {
        var target = Consents.press(new Browser(), begun, uri -> uri.toString().contains("client_id="))
                .uri()
                .toString();
        return target.replaceAll(".*[?&]client_id=([^&]*).*", "$1");
    }

    private static void registeredBy(RequestSpecification caller, String expected) {
        caller.get("/v1/providers/" + PROVIDER)
                .then()
                .statusCode(200)
                .body("methods[0].client.configured", equalTo(true))
                .body("methods[0].client.registeredBy", equalTo(expected));
    }

    private ValidatableResponse put(String user, Map<String, String> client) {
        return as(user).contentType(ContentType.JSON).body(client).put(CLIENT).then();
    }

    private RequestSpecification as(String user) {
        return given().filter(new AsDocumented()).auth().oauth2(tokens.user(user));
    }
}
