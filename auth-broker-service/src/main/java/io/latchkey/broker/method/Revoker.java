package io.latchkey.broker.method;

import io.latchkey.broker.secret.CredentialDocument;
import io.latchkey.broker.secret.Material;
import io.smallrye.mutiny.Uni;

/** Revokes the credentials of a method at the provider, if the provider supports it. */
public interface Revoker {
    /** The credentials that a revocation affects. */
    Reach reach();

    /** Whether a revocation needs valid material, and {@code material} can be renewed to obtain it. */
    boolean needsLive(Material material);

    /** Revokes {@code document} at the provider. */
    Uni<RevocationResult> revoke(CredentialDocument document);
}
