package io.latchkey.broker.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.latchkey.broker.Platform;
import io.latchkey.broker.consent.Consents;
import io.latchkey.broker.consent.Consents.Begun;
import io.latchkey.broker.consent.Forms;
import io.latchkey.broker.shape.Transcript.Step;
import io.latchkey.demo.browser.Browser;
import io.latchkey.demo.browser.Page;
import io.latchkey.demo.browser.Return;
import io.latchkey.testkit.time.MovingClock;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Plays a transcript: carries out its actions, and compares the requests that the provider receives meanwhile. The
 * actions, with their arguments:
 *
 * <ul>
 *   <li>{@code client}: registers the client, {@code public} one without a secret, and {@code m=v ...} with more members;
 *   <li>{@code request p=v ...}: connection parameters, and {@code permissions=a,b}, of the request for a connection;
 *   <li>{@code consent}: the user continues at Latchkey, and consents at the provider;
 *   <li>{@code enter f=v ...}: the user enters a credential; {@code refused f=v ...} one that the page refuses;
 *   <li>{@code complete}, {@code read}, {@code renew}, {@code probe}, {@code delete}: what the services request, each
 *       with a part of the response;
 *   <li>{@code later PT1H}: time passes.
 * </ul>
 */
final class Story {
    private static final Duration SOON = Duration.ofSeconds(20);

    private final String provider;
    private final Consents consents;
    private final Platform platform;
    private final MovingClock clock;
    private final UUID connection;
    private final Variables variables;
    private final ScriptedSite site;

    private final Browser browser = new Browser();
    private final Forms forms = new Forms(browser);
    private final Map<String, String> parameters = new HashMap<>();
    private List<String> permissions = List.of();
    private Begun begun;
    private Page page;

    Story(
            String provider,
            Consents consents,
            Platform platform,
            MovingClock clock,
            UUID connection,
            Variables variables,
            ScriptedSite site) {
        this.provider = provider;
        this.consents = consents;
        this.platform = platform;
        this.clock = clock;
        this.connection = connection;
        this.variables = variables;
        this.site = site;
    }

    void play(Transcript transcript) {
        transcript.steps().forEach(step -> {
            var what = step.action() + " " + step.argument();
            site.expect(step.exchanges());
            try {
                carryOut(step);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError(what + ": " + e.getMessage() + "\n" + site.differences(), e);
            }
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(site.differences()).as(what).isEmpty());
        });
    }

    private void carryOut(Step step) {
        var argument = step.argument();
        switch (step.action()) {
            case "client" -> register(argument);
            case "request" -> request(values(argument));
            case "consent" -> {
                begin();
                page = Consents.press(browser, begun, Consents.atReturnUrl());
            }
            case "refused" -> assertThat(entered(argument).status()).isEqualTo(422);
            case "enter" -> page = entered(argument);
            case "complete" -> answers(argument, 200, complete());
            case "read" -> answers(argument, 200, platform.read(connection));
            case "renew" -> answers(argument, 200, platform.refresh(connection));
            case "probe" -> answers(argument, 200, platform.probe(connection));
            case "delete" -> answers(argument, 202, platform.close(connection, false));
            case "later" -> clock.advance(Duration.parse(argument));
            default -> throw new IllegalArgumentException(step.action());
        }
    }

    private void register(String argument) {
        var client = new HashMap<String, Object>();
        client.put("clientId", variables.get("client"));
        if (!argument.equals("public")) {
            client.put("clientSecret", variables.get("secret"));
        }
        if (argument.contains("=")) {
            client.putAll(values(argument));
        }
        platform.installer()
                .contentType(ContentType.JSON)
                .body(client)
                .put("/v1/providers/{id}/client", provider)
                .then()
                .statusCode(200);
    }

    private void request(Map<String, String> values) {
        var named = values.remove("permissions");
        permissions = named == null ? permissions : List.of(named.split(","));
        parameters.putAll(values);
    }

    private void begin() {
        var request = Consents.request(connection);
        request.put("provider", provider);
        request.put("modules", List.of());
        request.put("permissions", permissions);
        request.put("parameters", parameters);
        begun = Consents.begun(connection, Consents.post(platform, "", request));
    }

    private Page entered(String fields) {
        if (begun == null) {
            begin();
            page = forms.open(begun);
        }
        page = forms.enter(page, values(fields));
        return page;
    }

    private ValidatableResponse complete() {
        var code = Return.of(page.uri()).code().orElseThrow(() -> new AssertionError(page.uri() + " " + page.text()));
        return consents.complete(platform, begun, code);
    }

    private void answers(String expected, int status, ValidatableResponse response) {
        var refusal = expected.matches("\\d{3}.*");
        var body = response.statusCode(refusal ? Integer.parseInt(expected.substring(0, 3)) : status)
                .extract()
                .asString();
        var part = refusal ? expected.substring(3).strip() : expected;
        if (!part.isEmpty()) {
            assertThat(Json.contains(Json.read(part), Json.read(body), variables))
                    .as("%s contains %s", body, part)
                    .isTrue();
        }
    }

    /** {@code a=b c=d}, where a value can contain spaces if each of the others is in a line. */
    private Map<String, String> values(String text) {
        var values = new LinkedHashMap<String, String>();
        var parts = new ArrayList<>(List.of(text.split(" ")));
        parts.stream().map(part -> part.split("=", 2)).forEach(pair -> values.put(pair[0], variables.fill(pair[1])));
        return values;
    }
}
