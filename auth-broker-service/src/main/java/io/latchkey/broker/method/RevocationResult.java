package io.latchkey.broker.method;

import io.latchkey.broker.upstream.Failure;
import io.latchkey.contracts.connection.Outcome;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a revocation endpoint made of a request, as far as its answer proves it.
 *
 * @param failure why the tokens may still work; set only with {@link Verdict#REFUSED} and {@link Verdict#CANNOT}
 */
public record RevocationResult(Verdict verdict, @Nullable Failure failure) {
    /** From the best to the worst. */
    public enum Verdict {
        /** The provider does not know the token any more. */
        ALREADY_GONE,
        /** The provider has revoked it. */
        DONE,
        /** The provider does not revoke it, and the same request will not be answered otherwise. */
        REFUSED,
        /** It could not be done this time; a later attempt may succeed. */
        CANNOT
    }

    public static final RevocationResult ALREADY_GONE = new RevocationResult(Verdict.ALREADY_GONE, null);
    public static final RevocationResult DONE = new RevocationResult(Verdict.DONE, null);

    /** The access token that was sent has ended, which says nothing of the refresh token beside it. */
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

    /** Why the tokens may still work; only with {@link Verdict#REFUSED} and {@link Verdict#CANNOT}. */
    public Failure requireFailure() {
        return Objects.requireNonNull(failure, "failure");
    }

    /** What both amount to: as good as the worse of them. */
    public RevocationResult and(RevocationResult other) {
        return verdict.compareTo(other.verdict) >= 0 ? this : other;
    }
}
