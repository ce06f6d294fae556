package io.latchkey.demo.browser;

import io.latchkey.demo.stack.StackInfo.Login;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jsoup.nodes.Element;

/**
 * A user with an account at Northwind and a browser, who goes from the connect page through Northwind's login and
 * consent pages back to the platform.
 */
public final class Person {
    private static final int MOST_PAGES = 8;

    private final Login login;
    private final Browser browser;
    private final Consumer<String> narration;

    /** @param narration receives a short description of each page */
    public Person(Login login, Browser browser, Consumer<String> narration) {
        this.login = login;
        this.browser = browser;
        this.narration = narration;
    }

    public Person(Login login) {
        this(login, new Browser(), page -> {});
    }

    public Browser browser() {
        return browser;
    }

    /** Consents to everything, and arrives at {@code returnUrl}. */
    public Return consent(URI connectUrl, URI returnUrl) {
        return Return.of(walk(connectUrl, "accept", at(returnUrl)).uri());
    }

    /** Presses <em>No</em> on Northwind's consent page, and arrives at {@code returnUrl}. */
    public Return refuse(URI connectUrl, URI returnUrl) {
        return Return.of(walk(connectUrl, "cancel", at(returnUrl)).uri());
    }

    /** Consents, and stops on the way back: the address is the broker's callback, which was not opened. */
    public URI consentUpToCallback(URI connectUrl) {
        return walk(connectUrl, "accept", uri -> uri.getPath().startsWith("/oauth2/callback/"))
                .uri();
    }

    /** Presses <em>Continue</em> on the connect page and stays on the first page of Northwind. */
    public Page pressContinue(URI connectUrl) {
        return submitConnectPage(browser.open(connectUrl), uri -> false);
    }

    private Page walk(URI connectUrl, String answer, Predicate<URI> stop) {
        var page = browser.open(connectUrl, stop);
        for (int i = 0; i < MOST_PAGES && !stop.test(page.uri()); i++) {
            page = next(page, answer, stop);
        }
        if (!stop.test(page.uri())) {
            throw lost(page);
        }
        return page;
    }

    private Page next(Page page, String answer, Predicate<URI> stop) {
        var loginForm = page.formWith("input[type=password]");
        if (loginForm.isPresent()) {
            narration.accept("Northwind's login page: sign in as " + login.user());
            var typed = Map.of("username", login.user(), "password", login.password());
            return press(page, loginForm.get(), "[type=submit]", typed, stop);
        }
        var consentForm = page.formWith("[name=accept]");
        if (consentForm.isPresent()) {
            narration.accept("Northwind's consent page: press " + (answer.equals("accept") ? "Yes" : "No"));
            return press(page, consentForm.get(), "[name=" + answer + "]", Map.of(), stop);
        }
        if (page.uri().getPath().startsWith("/connect/")
                && page.formWith("[type=submit]").isPresent()) {
            narration.accept("the connect page: press Continue");
            return submitConnectPage(page, stop);
        }
        return linkBack(page, stop).map(Page::notFetched).orElseThrow(() -> lost(page));
    }

    private Page submitConnectPage(Page page, Predicate<URI> stop) {
        var form = page.formWith("[type=submit]").orElseThrow(() -> lost(page));
        return press(page, form, "[type=submit]", Map.of(), stop);
    }

    private Page press(Page page, Element form, String button, Map<String, String> typed, Predicate<URI> stop) {
        return browser.submit(page, form, form.expectFirst(button), typed, stop);
    }

    private static Optional<URI> linkBack(Page page, Predicate<URI> stop) {
        return page.links().stream()
                .map(link -> URI.create(link.absUrl("href")))
                .filter(stop)
                .findFirst();
    }

    private static Predicate<URI> at(URI returnUrl) {
        return uri -> returnUrl.getAuthority().equals(uri.getAuthority())
                && returnUrl.getPath().equals(uri.getPath());
    }

    private static IllegalStateException lost(Page page) {
        return new IllegalStateException("the browser reached an unexpected page at "
                + page.uri().getPath() + " (HTTP " + page.status() + "): " + page.text());
    }
}
