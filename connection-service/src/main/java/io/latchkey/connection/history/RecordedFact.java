package io.latchkey.connection.history;

import io.latchkey.contracts.check.CheckFact;
import io.latchkey.contracts.check.CheckFact.CheckCompleted;
import io.latchkey.contracts.check.CheckFact.NoticeDue;
import io.latchkey.contracts.connection.Reason;
import io.latchkey.contracts.connection.Revocation;
import io.latchkey.contracts.credential.CredentialFact;
import io.latchkey.contracts.credential.CredentialFact.CredentialAuthorized;
import io.latchkey.contracts.credential.CredentialFact.CredentialDestroyed;
import io.latchkey.contracts.credential.CredentialFact.CredentialForgotten;
import io.latchkey.contracts.credential.CredentialFact.CredentialInDoubt;
import io.latchkey.contracts.credential.CredentialFact.CredentialRefreshed;
import io.latchkey.contracts.credential.CredentialFact.CredentialRefused;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The part of a fact that the history stores. */
record RecordedFact(
        UUID connectionId,
        String type,
        Instant observedAt,
        @Nullable Integer generation,
        @Nullable Long credentialVersion,
        @Nullable String detail) {

    /** @param note note of the resulting transition; null if there is none */
    static RecordedFact of(CredentialFact fact, @Nullable String note) {
        if (fact instanceof CredentialAuthorized authorized) {
            return of(fact, authorized.generation(), authorized.credentialVersion(), note);
        }
        if (fact instanceof CredentialRefreshed refreshed) {
            return of(fact, refreshed.generation(), refreshed.credentialVersion(), null);
        }
        if (fact instanceof CredentialRefused refused) {
            return of(fact, refused.generation(), refused.credentialVersion(), code(refused.reason()));
        }
        if (fact instanceof CredentialInDoubt inDoubt) {
            return of(fact, inDoubt.generation(), inDoubt.credentialVersion(), null);
        }
        if (fact instanceof CredentialForgotten forgotten) {
            return of(fact, null, null, words(forgotten.cause(), words(forgotten.revocation())));
        }
        return of(fact, null, null, words(((CredentialDestroyed) fact).revocation()));
    }

    static RecordedFact of(CheckFact fact) {
        Long version = null;
        String detail = null;
        if (fact instanceof CheckCompleted check) {
            version = check.credentialVersion();
            detail = words(check.outcome().code(), code(check.reason()), check.detail());
        } else if (fact instanceof NoticeDue notice) {
            detail = notice.lead().toString();
        }
        return new RecordedFact(
                fact.connectionId(), fact.type(), fact.observedAt(), fact.generation(), version, detail);
    }

    private static RecordedFact of(
            CredentialFact fact, @Nullable Integer generation, @Nullable Long version, @Nullable String detail) {
        return new RecordedFact(fact.connectionId(), fact.type(), fact.observedAt(), generation, version, detail);
    }

    private static @Nullable String code(@Nullable Reason reason) {
        return reason == null ? null : reason.code();
    }

    private static String words(Revocation revocation) {
        return words("revoked at provider:", revocation.revokedAtProvider().code(), revocation.reason());
    }

    private static String words(@Nullable String... words) {
        return Stream.of(words).filter(word -> word != null).collect(Collectors.joining(" "));
    }
}
