package io.latchkey.catalog.oauth2;

/** How parameters travel to the token endpoint. */
public enum BodyFormat {
    FORM,
    JSON
}
