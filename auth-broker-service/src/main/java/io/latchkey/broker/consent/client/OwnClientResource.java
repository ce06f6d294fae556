package io.latchkey.broker.consent.client;

import io.latchkey.broker.consent.browser.BrowserCookies;
import io.latchkey.broker.consent.browser.BrowserForms;
import io.latchkey.broker.consent.browser.BrowserPages;
import io.latchkey.broker.consent.browser.FormNotice;
import io.latchkey.broker.consent.browser.RejectedException;
import io.latchkey.broker.consent.browser.Rejection;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The page on which a person enters a client after <em>Continue</em>. Its GET changes nothing. */
@Path("/connect/clients/{authorization}")
@PermitAll
@Produces(MediaType.TEXT_HTML)
@Tag(name = "browser")
@Extension(name = ApiProfiles.BROWSER, value = "")
class OwnClientResource {
    private final ShowClientPage show;
    private final EnterClient enter;
    private final BrowserForms forms;
    private final BrowserCookies cookies;
    private final BrowserPages pages;

    OwnClientResource(
            ShowClientPage show, EnterClient enter, BrowserForms forms, BrowserCookies cookies, BrowserPages pages) {
        this.show = show;
        this.enter = enter;
        this.forms = forms;
        this.cookies = cookies;
        this.pages = pages;
    }

    @GET
    @Operation(operationId = "showClientForm", summary = "Show the form for the client of one connection")
    public Uni<Response> show(@PathParam("authorization") UUID authorization, @Context HttpHeaders headers) {
        return page(authorization, headers, null).onFailure().recoverWithUni(pages::failure);
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(operationId = "submitClient", summary = "Accept a client and redirect the browser to the provider")
    public Uni<Response> submit(
            @PathParam("authorization") UUID authorization,
            MultivaluedMap<String, String> fields,
            @HeaderParam("Origin") @Nullable String origin,
            @Context HttpHeaders headers) {
        return Uni.createFrom()
                .item(() -> requireBinding(authorization, fields, origin, headers))
                .chain(binding -> enter.enter(authorization, binding, BrowserResponse.of(fields)))
                .map(target -> BrowserPages.seeOther(target).build())
                .onFailure(ClientNotAccepted.class)
                .recoverWithUni(again -> page(authorization, headers, ((ClientNotAccepted) again).notice()))
                .onFailure()
                .recoverWithUni(pages::failure);
    }

    private String requireBinding(
            UUID authorization, MultivaluedMap<String, String> fields, @Nullable String origin, HttpHeaders headers) {
        if (forms.sender(authorization.toString(), fields, origin, headers).isEmpty()) {
            throw new RejectedException(Rejection.FORGED_REQUEST);
        }
        var binding = cookies.binding(headers, authorization);
        if (binding == null) {
            throw new RejectedException(Rejection.OTHER_BROWSER);
        }
        return binding;
    }

    private Uni<Response> page(UUID authorization, HttpHeaders headers, @Nullable FormNotice notice) {
        return forms.page(authorization.toString(), headers, csrf -> show.view(
                        authorization, cookies.binding(headers, authorization), csrf, notice)
                .chain(pages::client));
    }
}
