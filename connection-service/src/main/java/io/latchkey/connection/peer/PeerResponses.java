package io.latchkey.connection.peer;

import com.fasterxml.jackson.databind.JsonNode;
import io.latchkey.edge.peer.PeerCalls;
import io.latchkey.work.failure.Conflict;
import io.latchkey.work.failure.DomainException;
import io.latchkey.work.failure.Explanation;
import io.latchkey.work.failure.Forbidden;
import io.latchkey.work.failure.Invalid;
import io.latchkey.work.failure.NotFound;
import io.latchkey.work.failure.TooManyRequests;
import io.latchkey.work.failure.Unavailable;
import io.latchkey.work.failure.Unprocessable;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.Set;

/**
 * Maps the responses of a peer to responses for the caller. If the peer refuses what the caller sent, the caller gets
 * the same problem. Everything else (no response, a 5xx, a refusal of this service itself) is not the caller's fault
 * and becomes {@link Unavailable}.
 */
final class PeerResponses {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);
    private static final String PREFIX = "urn:latchkey:problem:";
    private static final Set<String> RENDERED = Set.of("type", "status", "title", "detail", "instance");

    private final String peer;

    PeerResponses(String peer) {
        this.peer = peer;
    }

    <T> Uni<T> of(Uni<T> response) {
        return PeerCalls.withValidToken(response).onFailure().transform(this::meaning);
    }

    private DomainException meaning(Throwable failure) {
        if (failure instanceof WebApplicationException refused) {
            var passed = passed(refused.getResponse());
            if (passed.isPresent()) {
                return passed.get();
            }
            Log.warnf(
                    "service call refused service=%s status=%d",
                    peer, refused.getResponse().getStatus());
        } else {
            Log.warnf(
                    "service unreachable service=%s cause=%s",
                    peer, failure.getClass().getSimpleName());
        }
        return new Unavailable(peer, RETRY_AFTER);
    }

    private static Optional<DomainException> passed(Response response) {
        try {
            return response.hasEntity()
                    ? explanation(response.readEntity(JsonNode.class))
                            .flatMap(explanation -> refusal(response.getStatus(), explanation))
                    : Optional.empty();
        } catch (RuntimeException noProblem) {
            return Optional.empty();
        }
    }

    /** 401 and {@code forbidden} concern this service's own token. */
    private static Optional<DomainException> refusal(int status, Explanation explanation) {
        return switch (status) {
            case 400 -> Optional.of(new Invalid(explanation));
            case 403 ->
                explanation.type().equals("forbidden") ? Optional.empty() : Optional.of(new Forbidden(explanation));
            case 404 -> Optional.of(new NotFound(explanation));
            case 409 -> Optional.of(new Conflict(explanation));
            case 422 -> Optional.of(new Unprocessable(explanation));
            case 429 -> Optional.of(new TooManyRequests(explanation, RETRY_AFTER));
            default -> Optional.empty();
        };
    }

    private static Object value(JsonNode member) {
        return member.isTextual() ? member.asText() : member;
    }

    private static Optional<Explanation> explanation(JsonNode body) {
        var type = body.path("type").asText("");
        if (!type.startsWith(PREFIX)) {
            return Optional.empty();
        }
        var name = type.substring(PREFIX.length());
        var title = body.path("title").asText(name);
        var members = new LinkedHashMap<String, Object>();
        body.properties().stream()
                .filter(member -> !RENDERED.contains(member.getKey()))
                .forEach(member -> members.put(member.getKey(), value(member.getValue())));
        return Optional.of(new Explanation(name, title, body.path("detail").asText(title), members));
    }
}
