package io.latchkey.broker.consent;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.bootstrap.time.Ids;
import io.latchkey.broker.FakeProviderResource;
import io.latchkey.broker.Platform;
import io.latchkey.broker.Seeds;
import io.latchkey.demo.browser.Browser;
import io.latchkey.demo.browser.Page;
import io.latchkey.demo.browser.Return;
import io.latchkey.testkit.provider.FakeProvider;
import io.restassured.response.ValidatableResponse;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;

/** Consent as connection-service asks for it, and as a person with a browser walks through it. */
@ApplicationScoped
public class Consents {
    /** RFC 7636, appendix B. */
    public static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    public static final Map<String, String> ADA =
            Map.of("issuer", "https://issuer.example", "subject", "ada", "client", "demo-app");
    public static final String RETURN_URL = "http://127.0.0.1:9/back";

    private static final String AUTHORIZATIONS = "/internal/v1/authorizations";

    private final Ids ids;
    private final Seeds seeds;

    Consents(Ids ids, Seeds seeds) {
        this.ids = ids;
        this.seeds = seeds;
    }

    /** An authorization, the link that opens its page, and the URL of its status. */
    public record Begun(UUID connection, UUID id, URI url, URI statusUrl) {}

    /** A new connection's first authorization, at the scripted provider. */
    public Begun begin(Platform platform, FakeProvider fake) {
        assertThat(seeds.register(fake, FakeProviderResource.REVOKES_GRANT).clientId())
                .isEqualTo(fake.behaviour().clientId());
        return begin(platform, ids.next());
    }

    /** A further authorization of a connection. */
    public Begun begin(Platform platform, UUID connection) {
        return begun(connection, post(platform, "", request(connection)));
    }

    /** A further authorization of a connection, at the scripted provider as {@code provider}. */
    public Begun begin(Platform platform, UUID connection, String provider) {
        var request = request(connection);
        request.put("provider", provider);
        return begun(connection, post(platform, "", request));
    }

    /** The same by the authentication method {@code method}. */
    public Begun begin(Platform platform, UUID connection, String provider, String method) {
        var request = request(connection);
        request.put("provider", provider);
        request.put("method", method);
        return begun(connection, post(platform, "", request));
    }

    public static Begun begun(UUID connection, ValidatableResponse response) {
        var offer = response.statusCode(201).extract().jsonPath();
        return new Begun(
                connection,
                UUID.fromString(offer.getString("authorizationId")),
                URI.create(offer.getString("url")),
                URI.create(offer.getString("statusUrl")));
    }

    /** A connection with a credential of generation 1. */
    public UUID completed(Platform platform, FakeProvider fake) {
        var begun = begin(platform, fake);
        complete(platform, begun, consent(begun).code().orElseThrow()).statusCode(200);
        return begun.connection();
    }

    /** A request that is accepted as it is. */
    public static Map<String, Object> request(UUID connection) {
        var body = new HashMap<String, Object>();
        body.put("connectionId", connection);
        body.put("tenant", "acme");
        body.put("principal", ADA);
        body.put("connectionName", "My <Fake>");
        body.put("provider", FakeProviderResource.REVOKES_GRANT);
        body.put("modules", List.of("contact-sync"));
        body.put("permissions", List.of("files:read"));
        body.put("returnUrl", RETURN_URL);
        body.put("callerState", "a b&c");
        body.put("codeChallenge", Pkce.challenge(VERIFIER));
        body.put("accountChangeAllowed", false);
        return body;
    }

    /** A completion that is accepted if {@code code} is right. */
    public static Map<String, Object> completion(UUID connection, String code) {
        var body = new HashMap<String, Object>();
        body.put("connectionId", connection);
        body.put("tenant", "acme");
        body.put("principal", ADA);
        body.put("code", code);
        body.put("codeVerifier", VERIFIER);
        return body;
    }

    public ValidatableResponse complete(Platform platform, Begun begun, String code) {
        return complete(platform, begun, completion(begun.connection(), code));
    }

    public ValidatableResponse complete(Platform platform, Begun begun, Map<String, Object> body) {
        return post(platform, "/" + begun.id() + "/completion", body);
    }

    public static ValidatableResponse post(Platform platform, String path, Object body) {
        return platform.connectionService()
                .body(body)
                .post(AUTHORIZATIONS + path)
                .then();
    }

    /** Presses <em>Continue</em> in a browser of its own, and lets the scripted provider consent. */
    public static Return consent(Begun begun) {
        return Return.of(press(new Browser(), begun, atReturnUrl()).uri());
    }

    /** Consents, and stops at the broker's callback, which was not opened. */
    public static URI upToCallback(Browser browser, Begun begun) {
        return press(browser, begun, uri -> uri.getPath().startsWith("/oauth2/callback/"))
                .uri();
    }

    public static Page press(Browser browser, Begun begun, Predicate<URI> stop) {
        var page = browser.open(begun.url());
        assertThat(page.status()).as(page.text()).isEqualTo(200);
        var form = page.formWith("button").orElseThrow();
        return browser.submit(page, form, form.selectFirst("button"), Map.of(), stop);
    }

    public static Predicate<URI> atReturnUrl() {
        return uri -> uri.toString().startsWith(RETURN_URL);
    }
}
