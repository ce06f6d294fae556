package io.latchkey.broker.method;

import io.latchkey.broker.upstream.failure.Failure;
import io.latchkey.contracts.connection.Outcome;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The result of a revocation request, as far as the provider's response proves it.
 *
 * @param failure why the tokens may still be valid; set only with {@link Verdict#REFUSED} and {@link Verdict#CANNOT}
 */
public record RevocationResult(Verdict verdict, @Nullable Failure failure) {
    /** From best to worst. */
    public enum Verdict {
        /** The provider no longer knows the token. */
        ALREADY_GONE,
        /** The provider has revoked the token. */
        DONE,
        /** The provider does not revoke the token, and repeating the request will not change that. */
        REFUSED,
        /** The revocation failed, but a later attempt may succeed. */
        CANNOT
    }

    public static final RevocationResult ALREADY_GONE = new RevocationResult(Verdict.ALREADY_GONE, null);
    public static final RevocationResult DONE = new RevocationResult(Verdict.DONE, null);

    /** The access token in the request has expired, which does not show whether the refresh token is still valid. */
    public static final RevocationResult ACCESS_TOKEN_ENDED =
            refused(new Failure(Outcome.UNKNOWN, null, "access_token_ended", null, null));

    public RevocationResult {
        if ((verdict == Verdict.REFUSED || verdict == Verdict.CANNOT) != (failure != null)) {
            throw new IllegalArgumentException("only an unsuccessful result has a failure");
        }
    }

    public static RevocationResult refused(Failure failure) {
        return new RevocationResult(Verdict.REFUSED, failure);
    }

    public static RevocationResult cannot(Failure failure) {
        return new RevocationResult(Verdict.CANNOT, failure);
    }

    /** Why the tokens may still be valid. Only with {@link Verdict#REFUSED} and {@link Verdict#CANNOT}. */
    public Failure requireFailure() {
        return Objects.requireNonNull(failure, "failure");
    }

    /** Combines both results: the worse of the two. */
    public RevocationResult and(RevocationResult other) {
        return verdict.compareTo(other.verdict) >= 0 ? this : other;
    }
}
