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
import io.latchkey.work.failure.Conflict;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/**
 * Client of auth-broker-service. If the broker refuses what the caller sent, the caller gets the same problem; any
 * other failure becomes a 503.
 */
@ApplicationScoped
public class Broker {
    private static final PeerResponses RESPONSES = new PeerResponses("auth-broker-service");

    private final BrokerApi api;

    Broker(@RestClient BrokerApi api) {
        this.api = api;
    }

    /** Begins an authorization. */
    public Uni<AuthorizationOffer> begin(AuthorizationRequest request) {
        return RESPONSES.of(api.begin(request));
    }

    /** The status of an authorization of this tenant's connection. */
    public Uni<AuthorizationView> authorization(UUID authorization, UUID connection, String tenant) {
        return RESPONSES.of(api.authorization(authorization, connection, tenant));
    }

    /** Creates a new link for an authorization. Empty if the authorization can no longer be completed. */
    public Uni<Optional<AuthorizationOffer>> renew(UUID authorization, LinkRequest request) {
        return RESPONSES
                .of(api.renew(authorization, request))
                .map(Optional::of)
                .onFailure(Conflict.class)
                .recoverWithItem(Optional.empty());
    }

    /** Redeems a completion code. A repeated request returns the same response. */
    public Uni<CredentialAuthorized> complete(UUID authorization, CompletionRequest request) {
        return RESPONSES.of(api.complete(authorization, request));
    }

    /** The permissions that are needed, by the catalog, sorted. Ids that the catalog does not have are refused. */
    public Uni<List<String>> needed(NeededPermissions.Request request) {
        return RESPONSES.of(api.needed(request)).map(NeededPermissions::permissions);
    }

    /** What the deletion of a connection would do at its provider. */
    public Uni<RevocationPreview> preview(RevocationPreview.Request request) {
        return RESPONSES.of(api.preview(request));
    }

    /** Reports that a connection is deleted. */
    public Uni<Void> close(ClosingRequest request) {
        return RESPONSES.of(api.close(request));
    }
}
