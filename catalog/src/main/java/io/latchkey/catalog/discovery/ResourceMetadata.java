package io.latchkey.catalog.discovery;

import java.util.List;

/**
 * A protected resource, such as an API (RFC 9728).
 *
 * @param issuers of the authorization servers that issue tokens for it, at least one
 */
record ResourceMetadata(String resource, Metadata metadata, List<String> issuers) {
    private static final String AUTHORIZATION_SERVERS = "authorization_servers";

    /** The document of {@code resource}. Fails with {@link UnusableMetadata}. */
    static ResourceMetadata of(String resource, Metadata metadata) {
        metadata.requireSubject("resource", resource);
        var issuers = metadata.urls(AUTHORIZATION_SERVERS);
        if (issuers.isEmpty()) {
            throw UnusableMetadata.absent("names no usable " + AUTHORIZATION_SERVERS);
        }
        return new ResourceMetadata(resource, metadata, issuers);
    }
}
