package io.latchkey.edge.problem;

import io.quarkiverse.resteasy.problem.HttpProblem;
import java.net.URI;
import java.time.Duration;

/**
 * An RFC 9457 problem with a stable {@code type}, the invalid {@code field} and a {@code remedy}. Immutable: each
 * method returns a new problem.
 */
public final class Problem extends HttpProblem {
    private static final long serialVersionUID = 1;

    private Problem(Builder builder) {
        super(builder);
    }

    /** @param type in kebab case; rendered as {@code urn:latchkey:problem:<type>} */
    public static Problem of(int status, String type, String title) {
        return new Problem(builder().withStatus(status).withType(typeUri(type)).withTitle(title));
    }

    /** 400: {@code field} is invalid. */
    public static Problem invalid(String field, String detail, String remedy) {
        return of(400, "invalid-request", "Invalid request")
                .field(field)
                .detail(detail)
                .remedy(remedy);
    }

    /** 409: valid, but not in the current state. */
    public static Problem conflict(String type, String detail, String remedy) {
        return of(409, type, "Conflict").detail(detail).remedy(remedy);
    }

    /** 503 with {@code Retry-After}: a server that this service needs does not respond. */
    public static Problem unavailable(String what, Duration retryAfter) {
        return of(503, what + "-unavailable", "Service unavailable")
                .detail("A server that Latchkey needs does not respond: " + what + ".")
                .remedy("Try again after the time in the header Retry-After.")
                .retryAfter(retryAfter);
    }

    static URI typeUri(String type) {
        return URI.create("urn:latchkey:problem:" + type);
    }

    public Problem detail(String detail) {
        return new Problem(copy().withDetail(detail));
    }

    public Problem field(String field) {
        return with("field", field);
    }

    public Problem remedy(String remedy) {
        return with("remedy", remedy);
    }

    public Problem with(String key, Object value) {
        return new Problem(copy().with(key, value));
    }

    /** Rounded up to whole seconds, as RFC 9110, section 10.2.3 requires. */
    public Problem retryAfter(Duration delay) {
        return new Problem(copy().withHeader(
                        "Retry-After", Math.max(1, delay.plusMillis(999).toSeconds())));
    }

    /** A stack trace is of no use, and would fill the log during an outage. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }

    private Builder copy() {
        return builder(this);
    }
}
