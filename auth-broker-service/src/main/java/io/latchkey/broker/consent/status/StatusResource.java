package io.latchkey.broker.consent.status;

import io.latchkey.contracts.credential.AuthorizationView;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** The {@code statusUrl} of an authorization, which pages of the platform poll. */
@Path(StatusUrls.PATH)
@PermitAll
@AnyOrigin
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Status", description = "The status of a consent, for pages of the platform")
class StatusResource {
    private static final int POLL_SECONDS = 2;
    private static final long PREFLIGHT_SECONDS = 7200;

    private final ReadStatus readStatus;

    StatusResource(ReadStatus readStatus) {
        this.readStatus = readStatus;
    }

    @GET
    @Operation(
            operationId = "getAuthorizationStatus",
            summary = "Show the status of an authorization",
            description =
                    "This is the statusUrl of a created connection or authorization; use that URL as it is. It needs no"
                            + " bearer token and can be read by scripts of any origin, so that a page learns the result of a consent"
                            + " in a popup. It shows neither the completion code nor the account.")
    @APIResponse(
            responseCode = "200",
            description = "The status",
            headers =
                    @Header(
                            name = "Retry-After",
                            description = "After how many seconds to read it again; absent once it has ended",
                            schema = @Schema(type = SchemaType.INTEGER)))
    @APIResponse(
            responseCode = "404",
            description = "Latchkey has not issued the token, or the authorization ended some days ago")
    public Uni<RestResponse<AuthorizationView>> show(
            @QueryParam(StatusUrls.TOKEN)
                    @Parameter(
                            required = true,
                            description = "The token in the statusUrl. It is valid until the authorization is deleted,"
                                    + " some days after its end, and opens nothing else")
                    @Nullable
                    String token) {
        return readStatus.byToken(Objects.requireNonNullElse(token, "")).map(StatusResource::response);
    }

    /** A script that adds headers to its request, for example for tracing, asks for permission first. */
    @OPTIONS
    @Operation(hidden = true)
    public Response permit() {
        return Response.noContent()
                .header("Access-Control-Allow-Methods", "GET, HEAD")
                .header("Access-Control-Allow-Headers", "*")
                .header("Access-Control-Max-Age", PREFLIGHT_SECONDS)
                .build();
    }

    private static RestResponse<AuthorizationView> response(AuthorizationView view) {
        var response = ResponseBuilder.ok(view);
        return view.ended()
                ? response.build()
                : response.header("Retry-After", POLL_SECONDS).build();
    }
}
