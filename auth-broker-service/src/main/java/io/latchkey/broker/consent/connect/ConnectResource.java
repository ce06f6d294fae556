package io.latchkey.broker.consent.connect;

import io.latchkey.broker.consent.browser.BrowserCookies;
import io.latchkey.broker.consent.browser.BrowserForms;
import io.latchkey.broker.consent.browser.BrowserPages;
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
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The page of a link. Its GET changes nothing, because link scanners fetch links. */
@Path("/connect/{token}")
@PermitAll
@Produces(MediaType.TEXT_HTML)
@Tag(name = "browser")
@Extension(name = ApiProfiles.BROWSER, value = "")
class ConnectResource {
    private final ShowConnectPage show;
    private final StartFlow start;
    private final BrowserForms forms;
    private final BrowserCookies cookies;
    private final BrowserPages pages;

    ConnectResource(
            ShowConnectPage show, StartFlow start, BrowserForms forms, BrowserCookies cookies, BrowserPages pages) {
        this.show = show;
        this.start = start;
        this.forms = forms;
        this.cookies = cookies;
        this.pages = pages;
    }

    @GET
    @Operation(operationId = "showConnectPage", summary = "Show the connect page")
    public Uni<Response> show(@PathParam("token") String token, @Context HttpHeaders headers) {
        return page(token, headers, EnteredParameters.NONE).onFailure().recoverWithUni(pages::failure);
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(operationId = "continueConnect", summary = "Bind the browser and redirect it to the provider")
    public Uni<Response> start(
            @PathParam("token") String token,
            MultivaluedMap<String, String> fields,
            @HeaderParam("Origin") @Nullable String origin,
            @Context HttpHeaders headers) {
        return start.start(
                        token,
                        forms.sender(token, fields, origin, headers),
                        authorization -> bindings(headers, authorization),
                        EnteredParameters.of(fields))
                .map(started -> BrowserPages.seeOther(started.target())
                        .cookie(cookies.bind(started.authorization(), started.browser(), started.life()))
                        .build())
                .onFailure(ParametersRefused.class)
                .recoverWithUni(refused -> page(token, headers, ((ParametersRefused) refused).entered()))
                .onFailure()
                .recoverWithUni(pages::failure);
    }

    private Uni<Response> page(String token, HttpHeaders headers, EnteredParameters entered) {
        return forms.page(
                token, headers, csrf -> show.view(token, csrf, entered).chain(pages::connect));
    }

    /** All secrets of this browser that may bind it to an authorization. */
    private Stream<String> bindings(HttpHeaders headers, UUID authorization) {
        return Stream.concat(
                Stream.ofNullable(cookies.binding(headers, authorization)),
                cookies.pages(headers).stream()
                        .map(secret -> secret.binding(authorization).text()));
    }
}
