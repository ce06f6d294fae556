package io.latchkey.edge.problem;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Names the path of the request in each problem; the problem library does so only for those that it maps. */
class ProblemInstances {
    @ServerResponseFilter
    void name(ContainerResponseContext response, UriInfo request) {
        if (response.getEntity() instanceof HttpProblem problem && problem.getInstance() == null) {
            var path = URI.create(request.getRequestUri().getRawPath());
            response.setEntity(HttpProblem.builder(problem).withInstance(path).build());
        }
    }
}
