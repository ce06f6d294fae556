package io.latchkey.catalog.oauth2;

/** How the expiry of a refresh token in a response is interpreted. */
public enum RefreshEnd {
    /** The provider sends none, or it has no meaning. */
    NONE,
    /** The grant ends then, however often it is used. */
    FIXED,
    /** Each refresh moves it. */
    SLIDING
}
