package io.latchkey.edge.openapi;

import io.latchkey.edge.http.RequestIds;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** The response headers that endpoints share. */
final class SharedHeaders {
    private static final String CHALLENGE = "WWW-Authenticate";
    private static final String RETRY_AFTER = "Retry-After";

    private SharedHeaders() {}

    static void addTo(Components components) {
        components.addHeader(
                RequestIds.HEADER,
                header(
                        "The correlation id of the request: as it was sent, or a new one. It is in the log of each service that"
                                + " took part, and in the events that followed.",
                        SchemaType.STRING));
        components.addHeader(
                CHALLENGE,
                header("How to authenticate: Bearer, with an error where there was a token", SchemaType.STRING));
        components.addHeader(RETRY_AFTER, header("After how many seconds to try again", SchemaType.INTEGER));
    }

    static void complete(String status, APIResponse response) {
        response.addHeader(RequestIds.HEADER, reference(RequestIds.HEADER));
        switch (status) {
            case "401" -> response.addHeader(CHALLENGE, reference(CHALLENGE));
            case "429", "503" -> response.addHeader(RETRY_AFTER, reference(RETRY_AFTER));
            default -> {}
        }
    }

    private static Header header(String description, SchemaType type) {
        return OASFactory.createHeader()
                .description(description)
                .schema(OASFactory.createSchema().addType(type));
    }

    private static Header reference(String name) {
        return OASFactory.createHeader().ref("#/components/headers/" + name);
    }
}
