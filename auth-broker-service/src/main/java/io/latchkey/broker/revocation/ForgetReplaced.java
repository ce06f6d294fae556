package io.latchkey.broker.revocation;

import io.latchkey.broker.credential.CredentialRow;
import io.latchkey.broker.credential.Credentials;
import io.latchkey.broker.lease.LeaseKey;
import io.latchkey.broker.lease.Leases;
import io.latchkey.broker.secret.SecretStore;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Gives a replaced credential back. One that was laid to rest for a completion that then failed is dropped. */
@ApplicationScoped
class ForgetReplaced {
    private final Leases leases;
    private final Credentials credentials;
    private final SecretStore store;
    private final ReplacedCredentials replaced;
    private final ForgetCredential forget;

    ForgetReplaced(
            Leases leases,
            Credentials credentials,
            SecretStore store,
            ReplacedCredentials replaced,
            ForgetCredential forget) {
        this.leases = leases;
        this.credentials = credentials;
        this.store = store;
        this.replaced = replaced;
        this.forget = forget;
    }

    /** One attempt; fails where it should be tried again. A deletion takes care of what a closed connection has left. */
    Uni<Void> forget(ReplacedCredential credential) {
        return leases.holding(LeaseKey.connection(credential.connectionId), lease -> credentials
                .find(credential.connectionId)
                .chain(row -> row.filter(CredentialRow::closed).isPresent()
                        ? Uni.createFrom().voidItem()
                        : giveBackOrDrop(credential)));
    }

    private Uni<Void> giveBackOrDrop(ReplacedCredential credential) {
        return store.read(credential.path())
                .chain(stored ->
                        stored.filter(s -> s.document().authorizationId().equals(credential.authorizationId))
                                        .isPresent()
                                ? replaced.drop(credential)
                                : replaced.open(credential)
                                        .chain(document -> forget.replaced(
                                                credential.path(),
                                                document,
                                                credential.attempts,
                                                () -> replaced.erase(credential))));
    }
}
