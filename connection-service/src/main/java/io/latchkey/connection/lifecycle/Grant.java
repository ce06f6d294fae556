package io.latchkey.connection.lifecycle;

import io.latchkey.contracts.connection.Account;
import io.latchkey.contracts.connection.Permissions;
import io.latchkey.contracts.credential.CredentialFact.CredentialAuthorized;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the provider granted. Times are truncated to microseconds, the precision of the database, so that an end in a
 * fact compares equal to the stored end.
 *
 * @param method id of the authentication method; before the first completion, the requested one
 * @param generation number of completed (re)authorizations; 0 before the first
 * @param version credential version that the broker last reported; 0 before the first
 * @param authorizedAt when this generation began
 * @param parameters values of the connection's parameters
 * @param client whose client at the provider it was issued to; null: to none
 * @param expiresAt the earliest end that can't be extended without a person
 */
public record Grant(
        String method,
        @Nullable Account account,
        List<String> modules,
        Permissions permissions,
        Map<String, String> parameters,
        @Nullable String client,
        int generation,
        long version,
        @Nullable Instant authorizedAt,
        @Nullable Instant expiresAt) {
    private static final Duration LEAST_MOVE = Duration.ofSeconds(5);
    private static final Duration MOST_MOVE = Duration.ofMinutes(1);
    private static final int LIFE_PER_MOVE = 100;

    public Grant {
        modules = List.copyOf(modules);
        parameters = Map.copyOf(parameters);
        authorizedAt = toMicros(authorizedAt);
        expiresAt = toMicros(expiresAt);
    }

    /** A requested grant: the provider has granted nothing yet. */
    static Grant requested(String method, List<String> modules, List<String> permissions) {
        return new Grant(method, null, modules, Permissions.requested(permissions), Map.of(), null, 0, 0, null, null);
    }

    static Grant of(CredentialAuthorized fact) {
        return new Grant(
                fact.method(),
                printable(fact.account()),
                fact.modules(),
                fact.permissions(),
                Objects.requireNonNullElse(fact.parameters(), Map.of()),
                fact.client(),
                fact.generation(),
                fact.credentialVersion(),
                fact.observedAt(),
                fact.expiresAt());
    }

    /** Replaces control characters. Providers choose these texts, and databases do not accept every character. */
    private static @Nullable Account printable(@Nullable Account account) {
        return account == null
                ? null
                : new Account(account.id() == null ? null : printable(account.id()), printable(account.label()));
    }

    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }

    Grant refreshed(long version, Permissions permissions, @Nullable Instant end) {
        return new Grant(
                method, account, modules, permissions, parameters, client, generation, version, authorizedAt, end);
    }

    boolean endsAt(Instant end) {
        return end.truncatedTo(ChronoUnit.MICROS).equals(expiresAt);
    }

    /**
     * Returns the end to use when a fact reports {@code reported}. An end that is computed from a remaining lifetime
     * varies slightly, which is not a change. The end therefore moves only if the difference exceeds a hundredth of the
     * grant's lifetime (at least 5 s, at most 1 min).
     */
    @Nullable
    Instant endAsReported(@Nullable Instant reported) {
        if (reported == null || expiresAt == null || authorizedAt == null) {
            return toMicros(reported);
        }
        var hundredth = Duration.between(authorizedAt, expiresAt).dividedBy(LIFE_PER_MOVE);
        var threshold = hundredth.compareTo(LEAST_MOVE) < 0
                ? LEAST_MOVE
                : hundredth.compareTo(MOST_MOVE) > 0 ? MOST_MOVE : hundredth;
        var move = Duration.between(expiresAt, reported).abs();
        return move.compareTo(threshold) > 0 ? toMicros(reported) : expiresAt;
    }

    /** Whether {@code end} is later than the current end. Null means no end, which is the latest. */
    boolean endsBefore(@Nullable Instant end) {
        return expiresAt != null && (end == null || end.isAfter(expiresAt));
    }

    private static @Nullable Instant toMicros(@Nullable Instant time) {
        return time == null ? null : time.truncatedTo(ChronoUnit.MICROS);
    }
}
