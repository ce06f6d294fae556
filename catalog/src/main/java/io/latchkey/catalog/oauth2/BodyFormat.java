package io.latchkey.catalog.oauth2;

/** Encoding of the parameters to the token endpoint. */
public enum BodyFormat {
    FORM,
    JSON
}
