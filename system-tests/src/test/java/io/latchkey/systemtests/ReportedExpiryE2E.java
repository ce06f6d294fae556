package io.latchkey.systemtests;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.latchkey.demo.browser.Browser;
import io.latchkey.demo.browser.Page;
import io.latchkey.demo.browser.Return;
import io.latchkey.demo.platform.Attempt;
import io.latchkey.demo.platform.Feed;
import io.latchkey.demo.platform.Platform;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class ReportedExpiryE2E {
    private final Stack stack = Stack.shared();
    private final Platform ada = stack.user("ada");
    private final String key = stack.canary.remember("lockbox-key-" + UUID.randomUUID());

    @Test
    void aKeyGetsItsNoticesWithoutAnyoneTypingADate() {
        var end = Instant.now().plusSeconds(100).truncatedTo(ChronoUnit.SECONDS);
        stack.lockbox.issue(key, end);

        var connection = connected();

        var view = ada.connection(connection).expect(200);
        assertThat(view.time("/expiresAt")).isEqualTo(end);
        assertThat(view.text("/permissions/granted/0")).isEqualTo("boxes");
        assertThat(view.text("/permissions/missing/0")).isEqualTo("locks");
        await().atMost(150, SECONDS).until(() -> told(connection), told -> told.contains("expiring"));
        assertThat(expiring(connection).data().at("/notice/expiresAt").asText()).isEqualTo(end.toString());
        assertThat(Duration.parse(expiring(connection).data().at("/notice/lead").asText()))
                .isEqualTo(Duration.ofSeconds(30));

        var later = end.plus(90, ChronoUnit.DAYS);
        stack.lockbox.issue(key, later);
        var verified = ada.verify(connection).expect(200);

        assertThat(verified.text("/outcome")).isEqualTo("ok");
        assertThat(verified.time("/expiresAt")).isEqualTo(later);
        stack.assertTold(connection, "created", "authorized", "expiring", "expiry-changed");
        var renewed = ada.connection(connection).expect(200);
        assertThat(renewed.text("/state")).isEqualTo("ACTIVE");
        assertThat(renewed.time("/expiresAt")).isEqualTo(later);
    }

    private List<String> told(UUID connection) {
        return stack.feed.of(connection).stream().map(Feed.Event::type).toList();
    }

    private Feed.Event expiring(UUID connection) {
        return stack.feed.of(connection).stream()
                .filter(event -> event.type().equals("expiring"))
                .findFirst()
                .orElseThrow();
    }

    private UUID connected() {
        var attempt = Attempt.toConnect(ada, Lockbox.ID, List.of("contact-sync"), stack.info.returnUrl());
        var browser = stack.canary.watch(new Browser());
        var form = submit(browser, browser.open(attempt.url()), Map.of());
        var back = submit(browser, form, Map.of("key", key));
        attempt.complete(ada, Return.of(back.uri()).code().orElseThrow(() -> new AssertionError(back.text())))
                .expect(200);
        return attempt.connection();
    }

    private Page submit(Browser browser, Page page, Map<String, String> typed) {
        var form = page.formWith("[type=submit]").orElseThrow(() -> new AssertionError(page.text()));
        Predicate<URI> back = uri -> uri.getPath().equals(stack.info.returnUrl().getPath());
        return browser.submit(page, form, form.expectFirst("[type=submit]"), typed, back);
    }
}
