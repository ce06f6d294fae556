package io.latchkey.demo;

import io.latchkey.demo.http.Http;
import io.latchkey.demo.platform.Attempt;
import io.latchkey.demo.platform.Platform;
import io.latchkey.demo.platform.Tokens;
import io.latchkey.demo.stack.StackInfo;
import io.latchkey.demo.stack.StackInfo.Login;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** One consent that a user gives in a real browser. */
final class BrowserStory {
    private static final Duration PATIENCE = Duration.ofMinutes(60);

    private final StackInfo stack;
    private final Narrator tell;
    private final Platform ada;

    BrowserStory(StackInfo stack, Narrator narrator, Http http, Clock clock) {
        this.stack = stack;
        this.tell = narrator;
        var tokens = new Tokens(stack, http, clock);
        ada = new Platform(stack, http, () -> tokens.user("ada"), narrator::answered);
    }

    void play() {
        tell.step("Ada of tenant acme connects Northwind, and you give the consent", this::connect);
    }

    private void connect() {
        var attempt = Attempt.toConnect(ada, "northwind", List.of("contact-sync", "file-archive"), stack.returnUrl());
        var nora = Login.demoUser("nora");
        try (var page = new ReturnPage(stack.returnUrl())) {
            tell.says("open this URL in a browser on this machine:%n%n        %s%n", attempt.url());
            tell.says("and sign in at Northwind as %s with the password %s", nora.user(), nora.password());
            var back = page.next(PATIENCE)
                    .orElseThrow(() -> new Narrator.WentWrong("no browser returned before the link expired"));
            var code = back.code()
                    .orElseThrow(() -> new Narrator.WentWrong("the browser returned with status " + back.status()));
            var view = attempt.complete(ada, code).expect(200);
            tell.says(
                    "\"%s\" is %s for account %s",
                    view.text("/name"), view.text("/state"), view.text("/account/label"));
        }
    }
}
