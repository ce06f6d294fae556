package io.latchkey.catalog.oauth2;

/** What the end of a refresh token means, where a response tells one. */
public enum RefreshEnd {
    /** The provider tells none, or none that matters. */
    NONE,
    /** The grant ends then, however often it is used. */
    FIXED,
    /** Each refresh moves it. */
    SLIDING
}
