package io.latchkey.edge.http;

import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Arrays;
import java.util.Collection;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.handlers.ClassRoutingHandler;
import org.jboss.resteasy.reactive.server.handlers.RestInitialHandler.InitialMatch;
import org.jboss.resteasy.reactive.server.mapping.RequestMapper;
import org.jboss.resteasy.reactive.server.mapping.RequestMapper.RequestMatch;

/** Adds {@code Allow} to each 405 (RFC 9110, section 15.5.6), which the framework leaves out. */
class AllowedMethods {
    private static final int METHOD_NOT_ALLOWED = 405;

    @ServerResponseFilter
    void name(ContainerResponseContext response) {
        if (response.getStatus() == METHOD_NOT_ALLOWED) {
            response.getHeaders().putSingle(HttpHeaders.ALLOW, String.join(", ", of(CurrentRequestManager.get())));
        }
    }

    /** Asks the routes as the framework did when it found none for the method of the request. */
    private static Collection<String> of(ResteasyReactiveRequestContext request) {
        var path = request.getPathWithoutPrefix();
        var classes = new RequestMapper<>(request.getDeployment().getClassMappers());
        var allowed = new TreeSet<String>();
        for (var match = classes.map(path); match != null; match = classes.continueMatching(path, match)) {
            methods(match).forEach(allowed::add);
        }
        if (allowed.contains("GET")) {
            allowed.add("HEAD");
        }
        return allowed;
    }

    private static Stream<String> methods(RequestMatch<InitialMatch> match) {
        var remaining = match.remaining.isEmpty() ? "/" : match.remaining;
        return Arrays.stream(match.value.handlers)
                .filter(ClassRoutingHandler.class::isInstance)
                .flatMap(routing -> ((ClassRoutingHandler) routing).getMappers().entrySet().stream())
                .filter(method -> method.getKey() != null && method.getValue().map(remaining) != null)
                .map(method -> method.getKey());
    }
}
