package io.latchkey.contracts.credential;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.latchkey.contracts.connection.ProviderRef;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Response of the broker: an authorization and the link to its connect page.
 *
 * @param url carries the connect token, which is stored as a hash only and can't be shown again
 * @param statusUrl shows the status of the authorization to anyone who has the URL, and opens nothing else
 * @param method the id of the authentication method
 * @param requested the permissions that will be asked for, sorted
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record AuthorizationOffer(
        UUID authorizationId,
        String url,
        Instant expiresAt,
        String statusUrl,
        ProviderRef provider,
        String method,
        List<String> requested) {}
