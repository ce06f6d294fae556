package io.latchkey.local.demo;

import io.latchkey.local.demo.StackInfo.Login;
import io.latchkey.local.demo.platform.Platform;
import io.latchkey.local.demo.platform.ProofKey;
import io.latchkey.local.demo.platform.Tokens;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** One consent that a person clicks through in a browser of their own. */
final class BrowserStory {
    private static final Duration PATIENCE = Duration.ofMinutes(60);

    private final StackInfo stack;
    private final Narrator tell;
    private final Platform ada;

    BrowserStory(StackInfo stack, Narrator narrator, HttpClient http, Clock clock) {
        this.stack = stack;
        this.tell = narrator;
        var tokens = new Tokens(stack, http, clock);
        ada = new Platform(stack, http, () -> tokens.user("ada"), narrator::answered);
    }

    void play() {
        tell.step("Ada of tenant acme connects Northwind, and you give the consent", this::connect);
    }

    private void connect() {
        var key = ProofKey.create();
        var created = ada.connect(Map.of(
                        "provider", "northwind",
                        "modules", List.of("contact-sync", "file-archive"),
                        "returnUrl", stack.returnUrl().toString(),
                        "codeChallenge", key.challenge()))
                .expect(201);
        var nora = Login.demoUser("nora");
        try (var page = new ReturnPage(stack.returnUrl())) {
            tell.says("open this in a browser on this machine:%n%n        %s%n", created.text("/authorization/url"));
            tell.says("and sign in at Northwind as %s with password %s", nora.user(), nora.password());
            var back = page.next(PATIENCE)
                    .orElseThrow(() -> new Narrator.WentWrong("nobody came back within the link's life"));
            var code = back.code()
                    .orElseThrow(() -> new Narrator.WentWrong("the browser came back with status " + back.status()));
            var authorization = UUID.fromString(created.text("/authorization/id"));
            var view = ada.complete(created.id(), authorization, Map.of("code", code, "codeVerifier", key.verifier()))
                    .expect(200);
            tell.says("\"%s\" is %s for account %s", view.text("/name"), view.text("/state"), view.text("/account/label"));
        }
    }
}
