package io.latchkey.broker.revocation;

import io.latchkey.broker.credential.CredentialRefusals;
import io.latchkey.broker.method.Methods;
import io.latchkey.broker.method.Reach;
import io.latchkey.broker.method.Revoker;
import io.latchkey.broker.revocation.LiveGrants.Use;
import io.latchkey.broker.secret.CredentialDocument;
import io.latchkey.broker.secret.hash.TokenHasher;
import io.latchkey.contracts.connection.Revocation;
import io.latchkey.contracts.connection.Revocation.RevokedAtProvider;
import io.latchkey.contracts.credential.RevocationPreview;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Finds out what the revocation of an open connection's credential would do, with the rule that {@link RevokeCredential}
 * applies. It takes no lease, so another connection can change the result until the deletion.
 */
@ApplicationScoped
public class PreviewRevocation {
    private static final int MOST_SIBLINGS = 20;

    private final TokenHasher hasher;
    private final LiveGrants liveGrants;
    private final Methods methods;

    PreviewRevocation(TokenHasher hasher, LiveGrants liveGrants, Methods methods) {
        this.hasher = hasher;
        this.liveGrants = liveGrants;
        this.methods = methods;
    }

    /** @param document of the connection */
    public Uni<RevocationPreview> of(UUID connection, String tenant, CredentialDocument document) {
        return hasher.of(document.material())
                .chain(hashes -> Panache.withSession(() -> liveGrants
                        .useBesides(connection, document, hashes)
                        .chain(use -> liveGrants
                                .siblings(connection, tenant, document, MOST_SIBLINGS)
                                .map(siblings -> preview(document, use, siblings)))));
    }

    private RevocationPreview preview(CredentialDocument document, Use use, List<UUID> siblings) {
        return revoker(document)
                .map(revoker -> new RevocationPreview(
                        expected(revoker.reach(), use), revoker.reach() == Reach.ACCOUNT, siblings))
                .orElseGet(() ->
                        new RevocationPreview(new Revocation(RevokedAtProvider.UNSUPPORTED, null), false, siblings));
    }

    private Optional<Revoker> revoker(CredentialDocument document) {
        if (!document.material().revocable()) {
            return Optional.empty();
        }
        return methods.find(document)
                .orElseThrow(() -> CredentialRefusals.notInCatalog(document.provider()))
                .revoker();
    }

    private static Revocation expected(Reach reach, Use use) {
        return switch (RevocationRule.of(reach, use, false)) {
            case REVOKE -> new Revocation(RevokedAtProvider.TRUE, null);
            case LEAVE -> new Revocation(RevokedAtProvider.LEFT, use.reason());
        };
    }
}
