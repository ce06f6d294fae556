package io.latchkey.broker.consent;

import io.latchkey.broker.url.PublicUrl;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;

/** The URL of the page on which the bound browser enters the client of an authorization. */
@ApplicationScoped
public class ClientPageUrl {
    private final PublicUrl publicUrl;

    ClientPageUrl(PublicUrl publicUrl) {
        this.publicUrl = publicUrl;
    }

    public URI of(Authorization authorization) {
        return URI.create(publicUrl.of("/connect/clients/" + authorization.id()));
    }
}
