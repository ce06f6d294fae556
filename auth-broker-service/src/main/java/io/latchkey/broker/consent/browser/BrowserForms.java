package io.latchkey.broker.consent.browser;

import io.latchkey.broker.url.PublicUrl;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Pages with a form. A form is accepted only if the broker created it for the same page and the same browser, and if it
 * was sent from the broker's origin.
 */
@Singleton
public final class BrowserForms {
    private static final String CSRF = "csrf";

    private final BrowserCookies cookies;
    private final PublicUrl publicUrl;

    BrowserForms(BrowserCookies cookies, PublicUrl publicUrl) {
        this.cookies = cookies;
        this.publicUrl = publicUrl;
    }

    /**
     * A page for this browser.
     *
     * @param id of the page, from its URL
     * @param content takes the CSRF token of the form
     */
    public Uni<Response> page(String id, HttpHeaders headers, Function<String, Uni<ResponseBuilder>> content) {
        var secret = cookies.page(headers);
        return content.apply(CsrfToken.of(secret, id))
                .map(page -> page.cookie(cookies.pageCookie(secret)).build());
    }

    /**
     * The page secret of the browser from which the form of page {@code id} was created. Empty if the form is not
     * accepted.
     *
     * @param origin the {@code Origin} header of the form's request
     */
    public Optional<PageSecret> sender(
            String id, MultivaluedMap<String, String> fields, @Nullable String origin, HttpHeaders headers) {
        return publicUrl.origin().equals(origin)
                ? cookies.pages(headers).stream()
                        .filter(page -> CsrfToken.matches(fields.getFirst(CSRF), page, id))
                        .findFirst()
                : Optional.empty();
    }
}
