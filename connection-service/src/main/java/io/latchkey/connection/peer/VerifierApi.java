package io.latchkey.connection.peer;

import io.latchkey.contracts.check.CheckFact.CheckCompleted;
import io.latchkey.contracts.check.CheckRequest;
import io.quarkus.oidc.client.filter.OidcClientFilter;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** The internal endpoint of verifier-service that checks a connection now. */
@Path("/internal/v1/checks")
@RegisterRestClient(configKey = "verifier")
@OidcClientFilter
interface VerifierApi {
    @POST
    Uni<CheckCompleted> check(CheckRequest request);
}
