package io.latchkey.broker.method.entered;

import io.latchkey.broker.method.Renewal;
import io.latchkey.broker.method.Renewal.Renewed;
import io.latchkey.broker.method.Renewer;
import io.latchkey.broker.secret.CredentialDocument;
import io.latchkey.broker.secret.Grant;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Renews a token by obtaining another one with the values that the person entered. A renewal is never in doubt, because
 * it uses up nothing. It requests no more than was granted.
 */
record IssueAgain(IssuingMethod method, EnteredCredentials credentials) implements Renewer {
    @Override
    public Uni<Renewal> prepare(CredentialDocument document) {
        return credentials.requireAllowed(method, document.origin()).map(allowed -> () -> issued(document.grant()));
    }

    private Uni<Renewed> issued(Grant before) {
        var token = method.material().cast(before.material());
        return method.issue(token.entered(), before.scopes())
                .map(issued -> new Renewed(method.granted(issued, before), true, false));
    }

    @Override
    public Optional<Duration> usualLife() {
        return method.usualLife();
    }

    @Override
    public boolean mayRotate(Grant grant) {
        return false;
    }

    @Override
    public Duration replayGrace() {
        return USUAL_REPLAY_GRACE;
    }

    @Override
    public Optional<Instant> keepAliveAt(Grant grant) {
        return Optional.empty();
    }

    @Override
    public boolean tests() {
        return method.spec().verifiable() && method.spec().verifies().isEmpty();
    }
}
