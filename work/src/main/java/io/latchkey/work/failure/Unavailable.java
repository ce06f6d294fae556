package io.latchkey.work.failure;

import java.time.Duration;

/** A server or resource that the use case needs is unavailable or busy; the same request may succeed later. */
public final class Unavailable extends DomainException {
    private static final long serialVersionUID = 1;

    private final Duration retryAfter;

    /** @param what the unavailable server, in kebab case */
    public Unavailable(String what, Duration retryAfter) {
        this(what + "-unavailable", "A server that Latchkey needs does not respond: " + what + ".", retryAfter);
    }

    public Unavailable(String type, String detail, Duration retryAfter) {
        this(
                Explanation.of(type, "Service unavailable", detail)
                        .remedy("Try again after the time in the header Retry-After."),
                retryAfter);
    }

    private Unavailable(Explanation explanation, Duration retryAfter) {
        super(explanation);
        this.retryAfter = retryAfter;
    }

    public Duration retryAfter() {
        return retryAfter;
    }

    @Override
    public Unavailable with(String member, Object value) {
        return new Unavailable(explanation().with(member, value), retryAfter);
    }
}
