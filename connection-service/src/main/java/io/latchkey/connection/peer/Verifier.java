package io.latchkey.connection.peer;

import io.latchkey.contracts.check.CheckFact.CheckCompleted;
import io.latchkey.contracts.check.CheckRequest;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/**
 * Client of verifier-service. If the verifier refuses what the caller sent, the caller gets the same problem; any other
 * failure becomes a 503.
 */
@ApplicationScoped
public class Verifier {
    private static final PeerResponses RESPONSES = new PeerResponses("verifier-service");

    private final VerifierApi api;

    Verifier(@RestClient VerifierApi api) {
        this.api = api;
    }

    /** Checks a connection now. */
    public Uni<CheckCompleted> check(CheckRequest request) {
        return RESPONSES.of(api.check(request));
    }
}
