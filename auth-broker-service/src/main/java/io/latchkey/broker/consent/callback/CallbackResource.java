package io.latchkey.broker.consent.callback;

import io.latchkey.broker.consent.browser.BrowserCookies;
import io.latchkey.broker.consent.browser.BrowserPages;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Where providers send browsers back to: one redirect URI for each provider. */
@Path("/oauth2/callback/{provider}")
@PermitAll
@Produces(MediaType.TEXT_HTML)
@Tag(name = "browser")
class CallbackResource {
    private final HandleCallback handle;
    private final BrowserCookies cookies;
    private final BrowserPages pages;

    CallbackResource(HandleCallback handle, BrowserCookies cookies, BrowserPages pages) {
        this.handle = handle;
        this.cookies = cookies;
        this.pages = pages;
    }

    @GET
    @Operation(operationId = "callback", summary = "Take what the provider answers")
    public Uni<Response> callback(
            @PathParam("provider") String provider, @Context UriInfo uri, @Context HttpHeaders headers) {
        return handle.handle(Answer.of(provider, uri.getQueryParameters()), flow -> cookies.binding(headers, flow))
                .chain(this::render)
                .onFailure()
                .recoverWithUni(pages::failure);
    }

    private Uni<Response> render(CallbackResult result) {
        return result.rejection() == null
                ? Uni.createFrom().item(BrowserPages.seeOther(result.target()).build())
                : pages.rejection(result.rejection(), result.target());
    }
}
