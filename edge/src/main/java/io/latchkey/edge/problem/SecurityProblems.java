package io.latchkey.edge.problem;

import io.quarkus.oidc.OIDCException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * 401 for who brings no token, or none that is good here (RFC 6750, section 3); 503 where that cannot be told. They stand
 * before the mappers of quarkus-resteasy-problem, which read a field that this version of Quarkus no longer has and end in a
 * 500.
 */
class SecurityProblems {
    private static final int BEFORE_THE_LIBRARYS_OWN = Priorities.AUTHENTICATION;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    @ServerExceptionMapper(priority = BEFORE_THE_LIBRARYS_OWN)
    Response withoutToken(UnauthorizedException refused) {
        return unauthenticated("The request carries no bearer token.", "Bearer");
    }

    @ServerExceptionMapper(priority = BEFORE_THE_LIBRARYS_OWN)
    Response withBadToken(AuthenticationFailedException refused) {
        return unauthenticated(
                "The bearer token is expired, not for this audience, of another issuer, or no token at all.",
                "Bearer error=\"invalid_token\"");
    }

    /** The issuer does not answer, or not as an issuer does, and what it once said of its keys is not known here. */
    @ServerExceptionMapper(priority = BEFORE_THE_LIBRARYS_OWN)
    Response withoutIssuer(OIDCException failure) {
        return Problem.unavailable("issuer", RETRY_AFTER).toResponse();
    }

    private static Response unauthenticated(String detail, String challenge) {
        var problem = Problem.of(401, "unauthenticated", "Unauthorized")
                .detail(detail)
                .remedy("Send a valid bearer token of the platform's issuer for this audience.");
        return Response.fromResponse(problem.toResponse())
                .header(HttpHeaders.WWW_AUTHENTICATE, challenge)
                .build();
    }
}
