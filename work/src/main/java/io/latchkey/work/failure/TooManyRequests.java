package io.latchkey.work.failure;

import java.time.Duration;

/** The caller must wait before it asks again. */
public final class TooManyRequests extends DomainException {
    private static final long serialVersionUID = 1;

    private final Duration retryAfter;

    public TooManyRequests(String type, String detail, String remedy, Duration retryAfter) {
        this(Explanation.of(type, "Too many requests", detail).remedy(remedy), retryAfter);
    }

    public TooManyRequests(Explanation explanation, Duration retryAfter) {
        super(explanation);
        this.retryAfter = retryAfter;
    }

    public Duration retryAfter() {
        return retryAfter;
    }

    @Override
    public TooManyRequests with(String member, Object value) {
        return new TooManyRequests(explanation().with(member, value), retryAfter);
    }
}
