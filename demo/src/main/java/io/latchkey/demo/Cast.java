package io.latchkey.demo;

import io.latchkey.demo.browser.Browser;
import io.latchkey.demo.browser.Person;
import io.latchkey.demo.browser.Return;
import io.latchkey.demo.http.Answer;
import io.latchkey.demo.http.Http;
import io.latchkey.demo.platform.Attempt;
import io.latchkey.demo.platform.Feed;
import io.latchkey.demo.platform.Platform;
import io.latchkey.demo.platform.Tokens;
import io.latchkey.demo.stack.StackInfo;
import io.latchkey.demo.stack.StackInfo.Login;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** The actors of the {@link Story}, and their repeated actions. */
final class Cast {
    static final String TENANT = "acme";

    /** A user of the platform. */
    final Platform ada;

    /** A service of the platform. */
    final Platform engine;

    /** Whose account at Northwind is connected. */
    final Person nora;

    /** Another user with an account there. */
    final Person olaf;

    final Northwind northwind;
    final VaultView vault;
    final Feed feed;
    private final StackInfo stack;
    private final Narrator tell;

    Cast(StackInfo stack, Narrator narrator, Http http, Feed feed, Clock clock) {
        this.stack = stack;
        this.tell = narrator;
        this.feed = feed;
        var tokens = new Tokens(stack, http, clock);
        ada = new Platform(stack, http, () -> tokens.user("ada"), narrator::answered);
        engine = new Platform(stack, http, () -> tokens.service("automation-engine"), narrator::answered)
                .inTenant(TENANT);
        nora = new Person(Login.demoUser("nora"), new Browser(), narrator::says);
        olaf = new Person(Login.demoUser("olaf"), new Browser(), narrator::says);
        northwind = new Northwind(stack, http);
        vault = new VaultView(stack, http);
    }

    /** A new connection of Ada's, for which Nora consents. */
    UUID connect(String provider, List<String> modules) {
        var attempt = Attempt.toConnect(ada, provider, modules, stack.returnUrl());
        complete(attempt);
        return attempt.connection();
    }

    void reauthorize(UUID connection) {
        complete(Attempt.toReauthorize(ada, connection, stack.returnUrl()));
    }

    /** Starts a reauthorization to which {@code person} consents, without redeeming the code. */
    Return reauthorizeWithoutCompletion(UUID connection, Person person) {
        return person.consent(
                Attempt.toReauthorize(ada, connection, stack.returnUrl()).url(), stack.returnUrl());
    }

    private void complete(Attempt attempt) {
        var back = nora.consent(attempt.url(), stack.returnUrl());
        var code =
                back.code().orElseThrow(() -> new Narrator.WentWrong("returned with " + back.status() + ", no code"));
        attempt.complete(ada, code).expect(200);
    }

    Answer expectState(UUID id, String state) {
        var view = ada.connection(id).expect(200);
        tell.must(view.text("/state").equals(state), "it is " + view.text("/state") + " instead of " + state);
        return view;
    }

    boolean hasEvent(UUID id, String type) {
        return feed.of(id).stream().anyMatch(event -> event.type().equals(type));
    }
}
