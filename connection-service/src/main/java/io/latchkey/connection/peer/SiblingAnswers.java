package io.latchkey.connection.peer;

import com.fasterxml.jackson.databind.JsonNode;
import io.latchkey.edge.peer.PeerCalls;
import io.latchkey.edge.problem.Problem;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a sibling's answers mean for the caller. A problem about what the caller sent passes as it is. Everything else (no
 * answer, a 5xx, a refusal of this service itself) is not the caller's doing and becomes a 503.
 */
final class SiblingAnswers {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);
    private static final String PREFIX = "urn:latchkey:problem:";
    private static final Set<String> RENDERED = Set.of("type", "status", "title", "detail", "instance");

    /** 401 and 403 speak of this service's own token, unless the type says otherwise. */
    private static final Map<Integer, Set<String>> OF_THIS_SERVICE =
            Map.of(401, Set.of("unauthenticated"), 403, Set.of("forbidden"));

    private final String sibling;

    SiblingAnswers(String sibling) {
        this.sibling = sibling;
    }

    <T> Uni<T> of(Uni<T> answer) {
        return PeerCalls.withValidToken(answer).onFailure().transform(this::problem);
    }

    static boolean isConflict(Throwable failure) {
        return failure instanceof Problem problem && problem.getStatusCode() == 409;
    }

    private Problem problem(Throwable failure) {
        if (failure instanceof WebApplicationException refused) {
            var passed = passed(refused.getResponse());
            if (passed.isPresent()) {
                return passed.get();
            }
            Log.warnf(
                    "sibling refused service=%s status=%d",
                    sibling, refused.getResponse().getStatus());
        } else {
            Log.warnf(
                    "sibling unreachable service=%s cause=%s",
                    sibling, failure.getClass().getSimpleName());
        }
        return Problem.unavailable(sibling, RETRY_AFTER);
    }

    private static Optional<Problem> passed(Response answer) {
        int status = answer.getStatus();
        if (status < 400 || status >= 500 || !answer.hasEntity()) {
            return Optional.empty();
        }
        try {
            return problem(status, answer.readEntity(JsonNode.class));
        } catch (RuntimeException noProblem) {
            return Optional.empty();
        }
    }

    private static Optional<Problem> problem(int status, JsonNode body) {
        var type = body.path("type").asText("");
        if (!type.startsWith(PREFIX)) {
            return Optional.empty();
        }
        var name = type.substring(PREFIX.length());
        if (OF_THIS_SERVICE.getOrDefault(status, Set.of()).contains(name)) {
            return Optional.empty();
        }
        var problem = Problem.of(status, name, body.path("title").asText(name));
        if (body.hasNonNull("detail")) {
            problem = problem.detail(body.get("detail").asText());
        }
        for (var extension : body.properties()) {
            if (!RENDERED.contains(extension.getKey())) {
                problem = problem.with(extension.getKey(), extension.getValue());
            }
        }
        return Optional.of(problem);
    }
}
