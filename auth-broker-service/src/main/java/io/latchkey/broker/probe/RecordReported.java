package io.latchkey.broker.probe;

import io.latchkey.bootstrap.time.Ids;
import io.latchkey.broker.credential.CredentialLocks;
import io.latchkey.broker.credential.CredentialReconciler;
import io.latchkey.broker.credential.CredentialState;
import io.latchkey.broker.credential.LockedCredential;
import io.latchkey.broker.credential.RefreshTrouble;
import io.latchkey.broker.method.AuthMethod;
import io.latchkey.broker.method.endpoint.Reported;
import io.latchkey.broker.secret.Grant;
import io.latchkey.broker.secret.SecretStore;
import io.latchkey.broker.secret.SecretStore.Stored;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/**
 * Stores what a probe reports, if it differs from the document: a new version with the same tokens, published like a
 * refresh.
 *
 * <ol>
 *   <li>A new version would end a refusal, or the doubt about a refresh. While there is either, or an unfinished
 *       refresh, nothing is stored.
 *   <li>A failure does not change the result of the probe: the next probe reports the same again.
 * </ol>
 */
@ApplicationScoped
class RecordReported {
    private static final Duration STORED_WITHIN = Duration.ofSeconds(2);

    private final CredentialLocks locks;
    private final SecretStore store;
    private final CredentialReconciler reconciler;
    private final Ids ids;

    RecordReported(CredentialLocks locks, SecretStore store, CredentialReconciler reconciler, Ids ids) {
        this.locks = locks;
        this.store = store;
        this.reconciler = reconciler;
        this.ids = ids;
    }

    /** Returns the new version, or {@code probed} if none is stored. Never fails. */
    Uni<Stored> recorded(CredentialState state, Stored probed, AuthMethod method, Reported reported) {
        var before = probed.document().grant();
        var after = reported.in(before, method);
        if (after.equals(before)) {
            return Uni.createFrom().item(probed);
        }
        return locks.withOpen(
                        state.connectionId(),
                        state.tenant(),
                        locked -> mayFollow(locked, probed)
                                ? stored(locked, probed, after)
                                : Uni.createFrom().item(probed))
                .ifNoItem()
                .after(STORED_WITHIN)
                .fail()
                .onFailure()
                .invoke(failure -> Log.warnf(
                        "reported expiry and scopes not stored yet connection=%s cause=%s",
                        state.connectionId(), failure.getClass().getSimpleName()))
                .onFailure()
                .recoverWithItem(probed);
    }

    private static boolean mayFollow(LockedCredential locked, Stored probed) {
        return locked.version() == probed.version()
                && locked.state().refusal().isEmpty()
                && locked.state().trouble().equals(RefreshTrouble.NONE)
                && locked.lease().unfinishedRefresh().isEmpty();
    }

    private Uni<Stored> stored(LockedCredential locked, Stored probed, Grant grant) {
        return store.write(locked.state().path(), probed.document().reportedWith(ids.next(), grant), probed.version())
                .call(fresh -> reconciler.withRefresh(locked.state(), fresh));
    }
}
