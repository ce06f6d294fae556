package io.latchkey.verifier.check;

import io.latchkey.contracts.check.CheckFact.CheckCompleted;
import io.latchkey.contracts.probe.ProbeResult;
import io.latchkey.verifier.check.rule.Finding;
import io.latchkey.verifier.check.rule.Snapshot;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The result of a check.
 *
 * @param isSeen whether the provider was asked. Only then is the fact published: otherwise it describes a failure
 *     within Latchkey, which is not part of a connection's health
 */
public record Verdict(CheckCompleted fact, boolean isSeen) {
    private static final long NO_VERSION = 0;

    static Verdict of(UUID factId, Snapshot snapshot, Finding finding) {
        return snapshot.probe()
                .map(probe -> new Verdict(fact(factId, snapshot, finding, probe), true))
                .orElseGet(() -> new Verdict(fact(factId, snapshot, finding, null), false));
    }

    private static CheckCompleted fact(UUID factId, Snapshot snapshot, Finding finding, @Nullable ProbeResult probe) {
        var grant = snapshot.grant();
        return new CheckCompleted(
                factId,
                grant.connectionId(),
                grant.tenant(),
                probe == null ? grant.generation() : probe.generation(),
                probe == null ? NO_VERSION : probe.credentialVersion(),
                probe == null ? snapshot.now() : probe.observedAt(),
                finding.outcome(),
                finding.reason(),
                finding.detail(),
                probe == null ? null : probe.httpStatus(),
                probe == null ? null : probe.latencyMillis(),
                snapshot.isPastItsEnd() ? grant.expiresAt() : null,
                probe == null ? null : probe.expiresAt(),
                probe == null ? null : probe.scopes());
    }
}
