package io.latchkey.connection.peer;

import io.latchkey.contracts.credential.AuthorizationOffer;
import io.latchkey.contracts.credential.AuthorizationRequest;
import io.latchkey.contracts.credential.AuthorizationView;
import io.latchkey.contracts.credential.ClosingRequest;
import io.latchkey.contracts.credential.CompletionRequest;
import io.latchkey.contracts.credential.CredentialFact.CredentialAuthorized;
import io.latchkey.contracts.credential.LinkRequest;
import io.latchkey.contracts.credential.NeededPermissions;
import io.latchkey.contracts.credential.RevocationPreview;
import io.quarkus.oidc.client.filter.OidcClientFilter;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** The internal endpoints of auth-broker-service for consent and deletion. */
@Path("/internal/v1")
@RegisterRestClient(configKey = "broker")
@OidcClientFilter
interface BrokerApi {
    @POST
    @Path("/authorizations")
    Uni<AuthorizationOffer> begin(AuthorizationRequest request);

    @GET
    @Path("/authorizations/{id}")
    Uni<AuthorizationView> authorization(
            UUID id, @QueryParam("connectionId") UUID connection, @QueryParam("tenant") String tenant);

    @POST
    @Path("/authorizations/{id}/links")
    Uni<AuthorizationOffer> renew(UUID id, LinkRequest request);

    @POST
    @Path("/authorizations/{id}/completion")
    Uni<CredentialAuthorized> complete(UUID id, CompletionRequest request);

    @POST
    @Path("/needed-permissions")
    Uni<NeededPermissions> needed(NeededPermissions.Request request);

    @POST
    @Path("/closings/previews")
    Uni<RevocationPreview> preview(RevocationPreview.Request request);

    @POST
    @Path("/closings")
    Uni<Void> close(ClosingRequest request);
}
