package io.latchkey.broker.consent;

import io.latchkey.broker.url.PublicUrl;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;

/** The URLs of the pages for an authorization whose client the bound browser enters. */
@ApplicationScoped
public class ClientPageUrl {
    private final PublicUrl publicUrl;

    ClientPageUrl(PublicUrl publicUrl) {
        this.publicUrl = publicUrl;
    }

    /** The page on which a person enters the client. */
    public URI of(Authorization authorization) {
        return URI.create(publicUrl.of("/connect/clients/" + authorization.id()));
    }

    /** The page with the device code that the provider has issued to that client. */
    public URI deviceCodeOf(Authorization authorization) {
        return URI.create(of(authorization) + "/code");
    }
}
