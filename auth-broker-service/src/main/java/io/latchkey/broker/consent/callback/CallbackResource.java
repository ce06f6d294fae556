package io.latchkey.broker.consent.callback;

import io.latchkey.broker.consent.browser.BrowserCookies;
import io.latchkey.broker.consent.browser.BrowserPages;
import io.latchkey.broker.consent.browser.Prefetch;
import io.latchkey.broker.method.BrowserResponse;
import io.latchkey.edge.http.ApiProfiles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The redirect URIs: one for each provider, or for each server of a provider whose users name their server. */
@Path("/oauth2/callback/{provider}")
@PermitAll
@Produces(MediaType.TEXT_HTML)
@Tag(name = "browser")
@Extension(name = ApiProfiles.BROWSER, value = "")
class CallbackResource {
    private final AcceptResponse accept;
    private final Arrivals arrivals;
    private final BrowserCookies cookies;
    private final BrowserPages pages;

    CallbackResource(AcceptResponse accept, Arrivals arrivals, BrowserCookies cookies, BrowserPages pages) {
        this.accept = accept;
        this.arrivals = arrivals;
        this.cookies = cookies;
        this.pages = pages;
    }

    @GET
    @Operation(operationId = "callback", summary = "Accept the authorization response")
    public Uni<Response> callback(
            @PathParam("provider") String provider, @Context UriInfo uri, @Context HttpHeaders headers) {
        return accept(provider, null, uri, headers);
    }

    @GET
    @Path("{host}")
    @Operation(
            operationId = "callbackOfHost",
            summary = "Accept the authorization response of a server that the user has named")
    public Uni<Response> callbackOfHost(
            @PathParam("provider") String provider,
            @PathParam("host") String host,
            @Context UriInfo uri,
            @Context HttpHeaders headers) {
        return accept(provider, host, uri, headers);
    }

    private Uni<Response> accept(String provider, @Nullable String host, UriInfo uri, HttpHeaders headers) {
        var response = BrowserResponse.of(uri.getQueryParameters());
        var arrival = arrivals.callback(
                provider,
                host,
                response,
                !Prefetch.isAnnouncedBy(headers),
                authorization -> cookies.binding(headers, authorization));
        return accept.accept(arrival)
                .chain(result -> result.on(pages))
                .onFailure()
                .recoverWithUni(pages::failure);
    }

    /**
     * Changes nothing. Without this method, the service would handle a HEAD request as a GET, including its side
     * effects.
     */
    @HEAD
    @Operation(hidden = true)
    public Response head() {
        return Response.noContent().header("Cache-Control", "no-store").build();
    }

    /** The same as {@link #head()}. */
    @HEAD
    @Path("{host}")
    @Operation(hidden = true)
    public Response headOfHost() {
        return head();
    }
}
