package io.latchkey.demo;

import io.latchkey.demo.http.Answer;
import io.latchkey.demo.platform.Feed;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * One connection's whole life, from the first consent to its destruction, as a user of the platform, a service of the
 * platform and the provider's own user live it.
 */
final class Story {
    private static final String CLIENT = "latchkey-northwind";
    private static final List<String> MODULES = List.of("contact-sync", "file-archive");
    private static final List<String> WHOLE_LIFE = List.of(
            "created", "authorized", "renamed", "reauthorized", "reauthorization-required", "deleted", "destroyed");

    private final Cast cast;
    private final Narrator tell;
    private final Clock clock;

    Story(Cast cast, Narrator narrator, Clock clock) {
        this.cast = cast;
        this.tell = narrator;
        this.clock = clock;
    }

    void play() {
        tell.step("Delete connections of earlier demos", this::tidy);
        var connection = tell.step("Ada of tenant acme connects Northwind for two modules", this::connect);
        var shortLived = tell.step(
                "Ada connects northwind-short, whose grants expire after two minutes", this::connectShortLived);
        tell.step(
                "A service of the platform fetches the credential and calls Northwind",
                () -> useCredential(connection));
        tell.step("The access token expires; the next fetch returns a new one", () -> outliveAccessToken(connection));
        tell.step("Ada checks the connection now", () -> verify(connection));
        tell.step("Ada renames the connection", () -> rename(connection));
        tell.step("Ada reauthorizes the connection: same id, next generation", () -> reauthorize(connection, 2));
        tell.step(
                "Ada starts another reauthorization and abandons it; the connection still works",
                () -> abandon(connection));
        tell.step(
                "Ada reauthorizes with another Northwind account; it is refused, and the connection still works",
                () -> otherAccount(connection));
        tell.step("Latchkey publishes a notice before northwind-short expires", () -> notice(shortLived));
        tell.step("Nora withdraws the grant at Northwind; the next check detects it", () -> withdrawn(connection));
        tell.step("Ada reauthorizes the connection, which works again", () -> reauthorize(connection, 3));
        tell.step("Ada deletes the connection; its secret is destroyed", () -> delete(connection, shortLived));
        tell.step("Events on the public topic", () -> events(connection));
    }

    /**
     * A connection to the same account would be a sibling, so a deletion would not revoke the grant; with an existing
     * consent, Nora would not see the consent page.
     */
    private void tidy() {
        var left = cast.ada.connections("?limit=100").expect(200).body().path("items");
        for (var view : left) {
            if (view.at("/account/label").asText().startsWith("nora@")) {
                cast.ada.delete(UUID.fromString(view.path("id").asText())).expect(202);
            }
        }
        cast.northwind.withdrawGrant("nora", CLIENT);
        cast.northwind.withdrawGrant("nora", CLIENT + "-short");
    }

    private UUID connect() {
        var connection = cast.connect("northwind", MODULES);
        var view = cast.expectState(connection, "ACTIVE");
        tell.must(view.body().at("/permissions/missing").isEmpty(), "permissions are missing");
        tell.says(
                "\"%s\" is ACTIVE: account %s, permissions %s, expires %s",
                view.text("/name"),
                view.text("/account/label"),
                view.body().at("/permissions/granted"),
                view.text("/expiresAt").isEmpty() ? "never" : view.text("/expiresAt"));
        return connection;
    }

    private UUID connectShortLived() {
        var shortLived = cast.connect("northwind-short", List.of("contact-sync"));
        var view = cast.ada.connection(shortLived).expect(200);
        tell.must(!view.text("/expiresAt").isEmpty(), "northwind-short has no expiry");
        tell.says("\"%s\" is %s until %s", view.text("/name"), view.text("/state"), view.text("/expiresAt"));
        return shortLived;
    }

    private void useCredential(UUID connection) {
        var credential = cast.engine.credential(connection).expect(200);
        var userinfo = cast.northwind.userinfo(credential.text("/headers/Authorization"));
        tell.answered(userinfo.expect(200));
        tell.says("Northwind knows us as %s", userinfo.text("/email"));
    }

    private void outliveAccessToken(UUID connection) {
        var old = cast.engine.credential(connection).expect(200);
        var end = old.time("/accessTokenExpiresAt");
        tell.says("waiting until the access token expires at %s", end);
        tell.await("the expiry of the access token", Duration.ofMinutes(2), () -> clock.instant()
                .isAfter(end.plusSeconds(1)));
        tell.answered(
                cast.northwind.userinfo(old.text("/headers/Authorization")).expect(401));
        var fresh = cast.engine.credential(connection).expect(200);
        tell.must(fresh.number("/credentialVersion") > old.number("/credentialVersion"), "no newer credential");
        tell.answered(
                cast.northwind.userinfo(fresh.text("/headers/Authorization")).expect(200));
    }

    private void verify(UUID connection) {
        var verdict = cast.ada.verify(connection).expect(200);
        tell.must(verdict.text("/outcome").equals("ok"), "the outcome of the check is " + verdict.text("/outcome"));
        tell.says("outcome %s, Northwind responded in %s ms", verdict.text("/outcome"), verdict.text("/latencyMillis"));
    }

    private void rename(UUID connection) {
        var before = cast.ada.connection(connection).expect(200);
        var renamed = cast.ada
                .rename(connection, "Northwind of the sales team", "If-Match", before.header("ETag"))
                .expect(200);
        tell.says("\"%s\" is now \"%s\"", before.text("/name"), renamed.text("/name"));
    }

    private void reauthorize(UUID connection, int generation) {
        cast.reauthorize(connection);
        expectActiveIn(connection, generation);
        cast.engine.credential(connection).expect(200);
        tell.says("%s is ACTIVE in generation %d", connection, generation);
    }

    private void abandon(UUID connection) {
        var back = cast.reauthorizeWithoutCompletion(connection, cast.nora);
        tell.says("the browser returns with status %s; the code is not redeemed", back.status());
        expectToWork(connection, cast.engine.refresh(connection).expect(200));
    }

    private void otherAccount(UUID connection) {
        var back = cast.reauthorizeWithoutCompletion(connection, cast.olaf);
        tell.must(back.status().equals("account_changed"), "the browser returned with " + back.status());
        tell.must(back.code().isEmpty(), "the redirect has a code");
        tell.says("the browser returns with status %s and no code", back.status());
        expectToWork(connection, cast.engine.credential(connection).expect(200));
    }

    private void expectToWork(UUID connection, Answer credential) {
        var userinfo = cast.northwind.userinfo(credential.text("/headers/Authorization"));
        tell.answered(userinfo.expect(200));
        var view = expectActiveIn(connection, 2);
        tell.must(userinfo.text("/email").equals(view.text("/account/label")), "the account changed");
    }

    private void notice(UUID shortLived) {
        tell.says("waiting until 30 s before the expiry");
        tell.await("the notice", Duration.ofMinutes(2), () -> cast.hasEvent(shortLived, "expiring"));
        var view = cast.expectState(shortLived, "EXPIRING");
        tell.says("\"%s\" is EXPIRING: it expires at %s", view.text("/name"), view.text("/expiresAt"));
    }

    private void withdrawn(UUID connection) {
        cast.northwind.withdrawGrant("nora", CLIENT);
        tell.says("withdrawn; Latchkey is not notified, and detects it with a check");
        tell.await(
                "the check that detects it",
                Duration.ofSeconds(90),
                () -> cast.hasEvent(connection, "reauthorization-required"));
        var view = cast.expectState(connection, "REAUTHORIZATION_REQUIRED");
        tell.says("%s (%s): %s", view.text("/state"), view.text("/reason"), view.text("/reasonText"));
        cast.engine.credential(connection).expect(409);
    }

    private void delete(UUID connection, UUID shortLived) {
        var refreshToken = cast.vault.refreshToken(Cast.TENANT, connection);
        cast.ada.delete(connection).expect(202);
        tell.await(
                "the deletion of the path in Vault",
                Duration.ofSeconds(30),
                () -> cast.vault.isGone(Cast.TENANT, connection));
        tell.says("Vault: nothing at connections/%s/%s, no version, no metadata", Cast.TENANT, connection);
        var stolen = cast.northwind.refresh(refreshToken, CLIENT);
        tell.must(stolen.status() == 400, "Northwind still accepts the refresh token");
        tell.says(
                "Northwind's response to the refresh token: %s, %s",
                stolen.text("/error"), stolen.text("/error_description"));
        cast.ada.connection(connection).expect(404);
        cast.engine.credential(connection).expect(404);
        cast.ada.delete(shortLived).expect(202);
    }

    private void events(UUID connection) {
        tell.await(
                "the null record after the last event", Duration.ofSeconds(30), () -> cast.feed.of(connection).stream()
                        .anyMatch(Feed.Event::isNullRecord));
        cast.feed.of(connection).forEach(event -> tell.says("%s", event.line()));
        for (var type : WHOLE_LIFE) {
            tell.must(cast.hasEvent(connection, type), "no event " + type);
        }
    }

    private Answer expectActiveIn(UUID connection, int generation) {
        var view = cast.expectState(connection, "ACTIVE");
        tell.must(view.number("/generation") == generation, "it is generation " + view.number("/generation"));
        return view;
    }
}
