package io.latchkey.broker.consent.status;

import jakarta.ws.rs.NameBinding;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Lets scripts of any origin read the responses of a resource, also its problems (CORS). The URL contains the only
 * authorization that counts, so the wildcard is safe: a browser sends no cookie with such a request.
 */
@NameBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@interface AnyOrigin {
    /** Adds the headers, also those that keep the URL out of caches and referrers. */
    @Provider
    @AnyOrigin
    class Headers implements ContainerResponseFilter {
        @Override
        public void filter(ContainerRequestContext request, ContainerResponseContext response) {
            var headers = response.getHeaders();
            headers.putSingle("Access-Control-Allow-Origin", "*");
            headers.putSingle("Access-Control-Expose-Headers", "Retry-After, X-Request-Id");
            headers.putSingle("Cache-Control", "no-store");
            headers.putSingle("Referrer-Policy", "no-referrer");
            headers.putSingle("X-Content-Type-Options", "nosniff");
        }
    }
}
