package io.latchkey.connection.history;

import io.latchkey.edge.caller.Callers;
import io.latchkey.edge.caller.Roles;
import io.latchkey.edge.page.Cursor;
import io.latchkey.edge.page.Page;
import io.latchkey.edge.page.PageRequest;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Endpoint for the history of a connection. */
@Path("/v1/connections")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "History", description = "What happened to a connection")
class HistoryResource {
    private final Callers callers;
    private final ReadHistory readHistory;

    HistoryResource(Callers callers, ReadHistory readHistory) {
        this.callers = callers;
        this.readHistory = readHistory;
    }

    @GET
    @Path("/{id}/history")
    @RolesAllowed(Roles.CONNECTIONS_READ)
    @Operation(
            operationId = "getHistory",
            summary = "Show the history of a connection, newest first",
            description =
                    "A deleted connection keeps its history, which reports the result of the deletion. The actors are erased"
                            + " with the connection's other personal data some time after the deletion, and each entry is deleted at a"
                            + " certain age; the operator sets both times.")
    @APIResponse(responseCode = "200", description = "A page of the history")
    @APIResponse(responseCode = "404", description = "The tenant has no such connection")
    public Uni<Page<HistoryItem>> history(
            UUID id, @QueryParam("limit") @Nullable String limit, @QueryParam("cursor") @Nullable String cursor) {
        var page = PageRequest.of(limit, cursor);
        return readHistory
                .page(callers.current(), id, page)
                .map(rows -> Page.of(page, rows, HistoryEntry::view, entry -> new Cursor(entry.at(), entry.id())));
    }
}
