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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The page with a device code. It loads itself again until there is a result. */
@Path("/connect/{token}/code")
@PermitAll
@Produces(MediaType.TEXT_HTML)
@Tag(name = "browser")
@Extension(name = ApiProfiles.BROWSER, value = "")
class DeviceCodeResource {
    private final ShowDeviceCode show;
    private final BrowserCookies cookies;
    private final BrowserPages pages;

    DeviceCodeResource(ShowDeviceCode show, BrowserCookies cookies, BrowserPages pages) {
        this.show = show;
        this.cookies = cookies;
        this.pages = pages;
    }

    @GET
    @Operation(operationId = "showDeviceCode", summary = "Show the code to enter at the provider, or return the result")
    public Uni<Response> show(@PathParam("token") String token, @Context HttpHeaders headers) {
        return show.shown(token, authorization -> cookies.binding(headers, authorization))
                .chain(shown -> shown.on(pages))
                .onFailure()
                .recoverWithUni(pages::failure);
    }
}
