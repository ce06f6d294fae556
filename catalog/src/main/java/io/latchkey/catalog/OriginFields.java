package io.latchkey.catalog;

/** The descriptions, in API documents, of the fields of an origin. */
public final class OriginFields {
    public static final String ISSUER = "Issuer of the provider; absent if the catalog has none";

    public static final String TOKEN_ENDPOINT = "Token endpoint without its query; absent if the method has none";

    public static final String REFRESH_ENDPOINT =
            "Endpoint for refreshes, often the token endpoint; absent if the method has none";

    public static final String HOSTS = "Scheme, host and port of all URLs that receive a secret, sorted";

    private OriginFields() {}
}
