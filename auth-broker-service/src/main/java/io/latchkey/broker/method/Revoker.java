package io.latchkey.broker.method;

import io.latchkey.broker.secret.CredentialDocument;
import io.latchkey.broker.secret.Material;
import io.smallrye.mutiny.Uni;

/** Revokes the credentials of a method at the provider, where the provider offers it. */
public interface Revoker {
    /** What a revocation takes with it. */
    Reach reach();

    /** Whether a revocation needs material that is valid, and {@code material} can be renewed for it. */
    boolean needsLive(Material material);

    /** Revokes {@code document} at the provider. */
    Uni<RevocationResult> revoke(CredentialDocument document);
}
