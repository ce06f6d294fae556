package io.latchkey.edge.http;

import io.latchkey.edge.problem.Problem;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Refuses query parameters that a call does not take: a misspelt filter would list everything, and a misspelt {@code
 * force} would delete in another way. Pages for browsers take any, because providers add their own.
 */
class QueryParameters {
    private static final Pattern PROGRAMS = Pattern.compile("/?(v1|internal)/.*");

    @ServerRequestFilter
    Optional<Response> refuseUnknown(UriInfo request, ResourceInfo resource) {
        if (!PROGRAMS.matcher(request.getPath()).matches()) {
            return Optional.empty();
        }
        var known = names(resource);
        return request.getQueryParameters().keySet().stream()
                .filter(name -> !known.contains(name))
                .findFirst()
                .map(unknown -> problem(unknown, known).toResponse());
    }

    private static Set<String> names(ResourceInfo resource) {
        return Arrays.stream(resource.getResourceMethod().getParameters())
                .map(parameter -> parameter.getAnnotation(QueryParam.class))
                .filter(Objects::nonNull)
                .map(QueryParam::value)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Problem problem(String unknown, Set<String> known) {
        var remedy = known.isEmpty()
                ? "Leave it out: this call takes no query parameters."
                : "Known parameters: " + String.join(", ", known) + ".";
        return Problem.invalid(printable(unknown), "This call has no such query parameter.", remedy);
    }

    /** The name goes into the answer, so of a strange one only its kind does. */
    private static String printable(String name) {
        return name.matches("[A-Za-z0-9_.-]{1,50}") ? name : "query";
    }
}
