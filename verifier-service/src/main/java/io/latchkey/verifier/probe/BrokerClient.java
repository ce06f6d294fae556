package io.latchkey.verifier.probe;

import io.latchkey.contracts.probe.ProbeRequest;
import io.latchkey.contracts.probe.ProbeResult;
import io.quarkus.oidc.client.filter.OidcClientFilter;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** Client of auth-broker-service, with the endpoint that the verifier needs. */
@RegisterRestClient(configKey = "broker")
@OidcClientFilter
@Path("/internal/v1")
interface BrokerClient {
    @POST
    @Path("/probes")
    Uni<ProbeResult> probe(ProbeRequest request);
}
