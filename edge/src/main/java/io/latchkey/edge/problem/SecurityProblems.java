package io.latchkey.edge.problem;

import io.quarkus.oidc.OIDCException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * 401 without a valid token (RFC 6750, section 3), 403 without the role, 503 where the issuer cannot be asked. These
 * mappers precede those of quarkus-resteasy-problem, which read a field that this version of Quarkus no longer has and
 * end in a 500.
 */
class SecurityProblems {
    /** The library's own are registered with 999. */
    private static final int BEFORE_THE_LIBRARYS_OWN = Priorities.AUTHENTICATION - 2;

    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    @ServerExceptionMapper(priority = BEFORE_THE_LIBRARYS_OWN)
    Response withoutToken(UnauthorizedException refused, RoutingContext request) {
        return unauthenticated(request, "The request has no bearer token.", "Bearer");
    }

    @ServerExceptionMapper(priority = BEFORE_THE_LIBRARYS_OWN)
    Response withBadToken(AuthenticationFailedException refused, RoutingContext request) {
        return unauthenticated(
                request,
                "The bearer token is invalid, expired, or has another issuer or audience.",
                "Bearer error=\"invalid_token\"");
    }

    @ServerExceptionMapper(priority = BEFORE_THE_LIBRARYS_OWN)
    Response withoutRole(ForbiddenException refused, ResourceInfo resource) {
        return Problem.of(403, "forbidden", "Forbidden")
                .detail("The token lacks the role that this call takes: " + String.join(" or ", roles(resource)) + ".")
                .remedy("Use a token with that role.")
                .toResponse();
    }

    private static String[] roles(ResourceInfo resource) {
        var ofMethod = resource.getResourceMethod().getAnnotation(RolesAllowed.class);
        var declared = ofMethod == null ? resource.getResourceClass().getAnnotation(RolesAllowed.class) : ofMethod;
        return declared == null ? new String[0] : declared.value();
    }

    /** The issuer does not respond, or sends an invalid response, and its keys are not cached. */
    @ServerExceptionMapper(priority = BEFORE_THE_LIBRARYS_OWN)
    Response withoutIssuer(OIDCException failure) {
        return Problem.unavailable("issuer", RETRY_AFTER).toResponse();
    }

    /** Quarkus has set a challenge already where it refused the token; a response has one for each scheme. */
    private static Response unauthenticated(RoutingContext request, String detail, String challenge) {
        request.response().headers().remove(HttpHeaders.WWW_AUTHENTICATE);
        var problem = Problem.of(401, "unauthenticated", "Unauthorized")
                .detail(detail)
                .remedy("Send a valid bearer token of the platform's issuer with the audience of Latchkey.");
        return Response.fromResponse(problem.toResponse())
                .header(HttpHeaders.WWW_AUTHENTICATE, challenge)
                .build();
    }
}
