package io.latchkey.catalog.discovery;

/** An authorization server that offers the authorization code grant (RFC 8414, OpenID Connect Discovery 1.0). */
record ServerMetadata(String issuer, Metadata metadata, String authorizationEndpoint, String tokenEndpoint) {
    /** The document of {@code issuer}. Fails with {@link UnusableMetadata}. */
    static ServerMetadata of(String issuer, Metadata metadata) {
        metadata.requireSubject("issuer", issuer);
        return new ServerMetadata(
                issuer,
                metadata,
                metadata.requiredUrl("authorization_endpoint"),
                metadata.requiredUrl("token_endpoint"));
    }
}
