package io.latchkey.broker.consent.callback;

import io.latchkey.broker.consent.browser.BrowserCookies;
import io.latchkey.broker.consent.browser.BrowserForms;
import io.latchkey.broker.consent.browser.BrowserPages;
import io.latchkey.broker.consent.browser.FormNotice;
import io.latchkey.broker.method.BrowserResponse;
import io.latchkey.edge.http.ApiProfiles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The page on which a person enters a credential after <em>Continue</em>. */
@Path("/connect/{token}/form")
@PermitAll
@Produces(MediaType.TEXT_HTML)
@Tag(name = "browser")
@Extension(name = ApiProfiles.BROWSER, value = "")
class FormResource {
    private final ShowForm show;
    private final AcceptResponse accept;
    private final Arrivals arrivals;
    private final BrowserForms forms;
    private final BrowserCookies cookies;
    private final BrowserPages pages;

    FormResource(
            ShowForm show,
            AcceptResponse accept,
            Arrivals arrivals,
            BrowserForms forms,
            BrowserCookies cookies,
            BrowserPages pages) {
        this.show = show;
        this.accept = accept;
        this.arrivals = arrivals;
        this.forms = forms;
        this.cookies = cookies;
        this.pages = pages;
    }

    @GET
    @Operation(operationId = "showForm", summary = "Show the form for a credential")
    public Uni<Response> show(@PathParam("token") String token, @Context HttpHeaders headers) {
        return page(token, headers, null).onFailure().recoverWithUni(pages::failure);
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(operationId = "submitForm", summary = "Accept a credential from the form")
    public Uni<Response> submit(
            @PathParam("token") String token,
            MultivaluedMap<String, String> fields,
            @HeaderParam("Origin") @Nullable String origin,
            @Context HttpHeaders headers) {
        var ours = forms.sender(token, fields, origin, headers).isPresent();
        var arrival = arrivals.form(token, BrowserResponse.of(fields), ours, binding(headers));
        return accept.accept(arrival)
                .chain(result -> result.notice() == null ? result.on(pages) : page(token, headers, result.notice()))
                .onFailure()
                .recoverWithUni(pages::failure);
    }

    private Uni<Response> page(String token, HttpHeaders headers, @Nullable FormNotice notice) {
        return forms.page(token, headers, csrf -> show.view(token, binding(headers), csrf, notice)
                .chain(pages::form));
    }

    private Function<UUID, @Nullable String> binding(HttpHeaders headers) {
        return authorization -> cookies.binding(headers, authorization);
    }
}
