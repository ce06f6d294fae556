package io.latchkey.catalog.oauth2;

/** Encoding of the parameters to the token endpoint. */
public enum BodyFormat {
    FORM,
    JSON,
    /** In the query, with an empty body: only where the provider takes nothing else, because servers log URLs. */
    QUERY
}
