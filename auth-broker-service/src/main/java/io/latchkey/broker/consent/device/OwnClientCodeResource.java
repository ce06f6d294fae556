package io.latchkey.broker.consent.device;

import io.latchkey.broker.consent.browser.BrowserCookies;
import io.latchkey.broker.consent.browser.BrowserPages;
import io.latchkey.edge.http.ApiProfiles;
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
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The page with the code that a provider has issued to the client of a user. */
@Path("/connect/clients/{authorization}/code")
@PermitAll
@Produces(MediaType.TEXT_HTML)
@Tag(name = "browser")
@Extension(name = ApiProfiles.BROWSER, value = "")
class OwnClientCodeResource {
    private final ShowDeviceCode show;
    private final BrowserCookies cookies;
    private final BrowserPages pages;

    OwnClientCodeResource(ShowDeviceCode show, BrowserCookies cookies, BrowserPages pages) {
        this.show = show;
        this.cookies = cookies;
        this.pages = pages;
    }

    @GET
    @Operation(
            operationId = "showDeviceCodeOfClient",
            summary = "Show the code that the provider has issued to the user's client, or return the result")
    public Uni<Response> show(@PathParam("authorization") UUID authorization, @Context HttpHeaders headers) {
        return show.shownOf(authorization, id -> cookies.binding(headers, id))
                .chain(shown -> shown.on(pages))
                .onFailure()
                .recoverWithUni(pages::failure);
    }
}
