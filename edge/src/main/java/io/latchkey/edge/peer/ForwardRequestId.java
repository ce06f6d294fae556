package io.latchkey.edge.peer;

import io.latchkey.edge.http.RequestIds;
import io.latchkey.work.Correlation;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.ext.Provider;

/** Sends the present correlation id along with each call of another service. */
@Provider
class ForwardRequestId implements ClientRequestFilter {
    @Override
    public void filter(ClientRequestContext request) {
        Correlation.current().ifPresent(id -> request.getHeaders().putSingle(RequestIds.HEADER, id));
    }
}
