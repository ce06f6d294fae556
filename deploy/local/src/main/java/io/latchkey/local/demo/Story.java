package io.latchkey.local.demo;

import io.latchkey.local.demo.StackInfo.Login;
import io.latchkey.local.demo.browser.Browser;
import io.latchkey.local.demo.browser.Person;
import io.latchkey.local.demo.platform.Attempt;
import io.latchkey.local.demo.platform.Feed;
import io.latchkey.local.demo.platform.Platform;
import io.latchkey.local.demo.platform.Tokens;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * One connection's whole life, from the first consent to its destruction, as a user of the platform, a service of the
 * platform and the provider's own user live it.
 */
public final class Story {
    private static final String TENANT = "acme";
    private static final String CLIENT = "latchkey-northwind";
    private static final List<String> MODULES = List.of("contact-sync", "file-archive");
    private static final List<String> WHOLE_LIFE =
            List.of("created", "authorized", "renamed", "reauthorized", "reauthorization-required", "deleted", "destroyed");

    private final StackInfo stack;
    private final Narrator tell;
    private final Clock clock;
    private final Platform ada;
    private final Platform engine;
    private final Person nora;
    private final Person olaf;
    private final Northwind northwind;
    private final VaultView vault;
    private final Feed feed;

    private UUID connection;
    private UUID shortLived;

    Story(StackInfo stack, Narrator narrator, HttpClient http, Feed feed, Clock clock) {
        this.stack = stack;
        this.tell = narrator;
        this.clock = clock;
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

    void play() {
        tell.step("Ada of tenant acme connects Northwind for two modules", this::connect);
        tell.step("Ada connects northwind-short too, whose grants end after two minutes", this::connectShortLived);
        tell.step("A service of the platform fetches the credential and calls Northwind", this::useCredential);
        tell.step("The access token is allowed to lapse; the next fetch returns a fresh one", this::outliveAccessToken);
        tell.step("Ada verifies the connection now", this::verify);
        tell.step("Ada renames it", this::rename);
        tell.step("Ada reauthorizes it: same id, next generation", () -> reauthorize(2));
        tell.step("Ada begins another reauthorization and abandons it; the connection keeps working", this::abandon);
        tell.step("Ada reauthorizes with another Northwind account: refused, nothing harmed", this::otherAccount);
        tell.step("The notice before the fixed end of northwind-short comes", this::notice);
        tell.step("Nora withdraws the grant at Northwind; the next check finds it", this::withdrawn);
        tell.step("A reauthorization mends it", () -> reauthorize(3));
        tell.step("Ada deletes the connection; nothing is left of its secret", this::delete);
        tell.step("What the public topic told of all this", this::events);
    }

    private void connect() {
        connection = consentedConnection("northwind", MODULES);
        var view = ada.connection(connection).expect(200);
        tell.must(view.text("/state").equals("ACTIVE"), "the connection is " + view.text("/state") + ", not ACTIVE");
        tell.must(view.body().at("/permissions/missing").isEmpty(), "permissions are missing");
        tell.says("\"%s\" is ACTIVE: account %s, permissions %s, expires %s",
                view.text("/name"),
                view.text("/account/label"),
                view.body().at("/permissions/granted"),
                view.text("/expiresAt").isEmpty() ? "at no known time" : view.text("/expiresAt"));
    }

    private void connectShortLived() {
        shortLived = consentedConnection("northwind-short", List.of("contact-sync"));
        var view = ada.connection(shortLived).expect(200);
        tell.must(!view.text("/expiresAt").isEmpty(), "northwind-short shows no end");
        tell.says("\"%s\" is %s until %s", view.text("/name"), view.text("/state"), view.text("/expiresAt"));
    }

    private void useCredential() {
        var credential = engine.credential(connection).expect(200);
        var userinfo = northwind.userinfo(credential.text("/headers/Authorization"));
        tell.answered(userinfo.expect(200));
        tell.says("Northwind knows us as %s", userinfo.text("/email"));
    }

    private void outliveAccessToken() {
        var old = engine.credential(connection).expect(200);
        var end = old.time("/accessTokenExpiresAt");
        tell.says("waiting for the end of the access token at %s", end);
        tell.await("the end of the access token", Duration.ofMinutes(2), () -> clock.instant().isAfter(end.plusSeconds(1)));
        tell.answered(northwind.userinfo(old.text("/headers/Authorization")).expect(401));
        var fresh = engine.credential(connection).expect(200);
        tell.must(fresh.number("/credentialVersion") > old.number("/credentialVersion"), "no newer credential");
        tell.answered(northwind.userinfo(fresh.text("/headers/Authorization")).expect(200));
    }

    private void verify() {
        var verdict = ada.verify(connection).expect(200);
        tell.must(verdict.text("/outcome").equals("ok"), "the verification says " + verdict.text("/outcome"));
        tell.says("outcome %s, Northwind answered in %s ms", verdict.text("/outcome"), verdict.text("/latencyMillis"));
    }

    private void rename() {
        var before = ada.connection(connection).expect(200);
        var renamed = ada.rename(connection, "Northwind of the sales team", "If-Match", before.header("ETag"))
                .expect(200);
        tell.says("\"%s\" is now \"%s\"", before.text("/name"), renamed.text("/name"));
    }

    private void reauthorize(int generation) {
        complete(Attempt.toReauthorize(ada, connection, stack.returnUrl()));
        var view = ada.connection(connection).expect(200);
        tell.must(view.number("/generation") == generation, "generation " + view.number("/generation"));
        tell.must(view.text("/state").equals("ACTIVE"), "the connection is " + view.text("/state"));
        engine.credential(connection).expect(200);
        tell.says("%s is ACTIVE in generation %d", connection, generation);
    }

    private void abandon() {
        var attempt = Attempt.toReauthorize(ada, connection, stack.returnUrl());
        var back = nora.consent(attempt.url(), stack.returnUrl());
        tell.says("back with status %s; the code is thrown away", back.status());
        stillWorks();
    }

    private void otherAccount() {
        var attempt = Attempt.toReauthorize(ada, connection, stack.returnUrl());
        var back = olaf.consent(attempt.url(), stack.returnUrl());
        tell.must(back.status().equals("account_changed"), "the browser came back with " + back.status());
        tell.must(back.code().isEmpty(), "a completion code was given");
        tell.says("back with status %s and no code", back.status());
        stillWorks();
    }

    private void stillWorks() {
        var fresh = engine.refresh(connection).expect(200);
        var userinfo = northwind.userinfo(fresh.text("/headers/Authorization"));
        tell.answered(userinfo.expect(200));
        var view = ada.connection(connection).expect(200);
        tell.must(view.text("/state").equals("ACTIVE"), "the connection is " + view.text("/state"));
        tell.must(view.number("/generation") == 2, "generation " + view.number("/generation"));
        tell.must(userinfo.text("/email").equals(view.text("/account/label")), "the account changed");
    }

    private void notice() {
        tell.says("waiting for it: 30 s before the end");
        tell.await("the notice", Duration.ofMinutes(2), () -> hasEvent(shortLived, "notice"));
        var view = ada.connection(shortLived).expect(200);
        tell.must(view.text("/state").equals("EXPIRING"), "the connection is " + view.text("/state"));
        tell.says("\"%s\" is EXPIRING, until %s", view.text("/name"), view.text("/expiresAt"));
    }

    private void withdrawn() {
        northwind.withdrawGrant("nora", CLIENT);
        tell.says("withdrawn; Latchkey was told nothing and finds out by itself");
        tell.await("the check that finds it", Duration.ofSeconds(90), () -> hasEvent(connection, "reauthorization-required"));
        var view = ada.connection(connection).expect(200);
        tell.must(view.text("/state").equals("REAUTHORIZATION_REQUIRED"), "the connection is " + view.text("/state"));
        tell.says("%s (%s): %s", view.text("/state"), view.text("/reason"), view.text("/reasonText"));
        engine.credential(connection).expect(409);
    }

    private void delete() {
        var refreshToken = vault.refreshToken(TENANT, connection);
        ada.delete(connection).expect(202);
        tell.await("Vault's path to go", Duration.ofSeconds(30), () -> vault.isGone(TENANT, connection));
        tell.says("Vault: nothing at connections/%s/%s, no version, no metadata", TENANT, connection);
        var stolen = northwind.refresh(refreshToken, CLIENT);
        tell.must(stolen.status() == 400, "Northwind still takes the refresh token");
        tell.says("Northwind on its refresh token: %s, %s", stolen.text("/error"), stolen.text("/error_description"));
        ada.connection(connection).expect(404);
        engine.credential(connection).expect(404);
        ada.delete(shortLived).expect(202);
    }

    private void events() {
        tell.await("the null record that ends it", Duration.ofSeconds(30), () -> feed.of(connection).stream()
                .anyMatch(Feed.Event::isNullRecord));
        feed.of(connection).forEach(event -> tell.says(event.isNullRecord()
                ? "    null record: nothing more will come"
                : String.format("%3d %-26s %s", event.sequence(), event.type(), event.state())));
        for (var type : WHOLE_LIFE) {
            tell.must(hasEvent(connection, type), "no event " + type);
        }
    }

    private UUID consentedConnection(String provider, List<String> modules) {
        var attempt = Attempt.toConnect(ada, provider, modules, stack.returnUrl());
        complete(attempt);
        return attempt.connection();
    }

    private void complete(Attempt attempt) {
        var back = nora.consent(attempt.url(), stack.returnUrl());
        var code = back.code()
                .orElseThrow(() -> new Narrator.WentWrong("came back with " + back.status() + ", no code"));
        attempt.complete(ada, code).expect(200);
    }

    private boolean hasEvent(UUID id, String type) {
        return feed.of(id).stream().anyMatch(event -> event.type().equals(type));
    }
}
