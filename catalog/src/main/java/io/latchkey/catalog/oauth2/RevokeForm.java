package io.latchkey.catalog.oauth2;

import java.util.Set;

/** The form of a revocation. */
public enum RevokeForm {
    /** RFC 7009: 200, also for a token that is invalid already (section 2.2). */
    RFC7009(Set.of(200), Set.of()),
    /** The parameters of RFC 7009 in a JSON body. */
    RFC7009_JSON(Set.of(200, 204), Set.of()),
    /** DELETE with the client's Basic credentials and the access token in a JSON body. */
    CLIENT_DELETE(Set.of(200, 204), Set.of(404)),
    /** POST with the access token as for the provider's API. */
    BEARER_POST(Set.of(200, 204), Set.of(401)),
    /** DELETE with the access token as for the provider's API. */
    BEARER_DELETE(Set.of(200, 204), Set.of(401)),
    /** GET with the access token as for the provider's API. */
    BEARER_GET(Set.of(200, 204), Set.of(401)),
    /** The request that the entry describes. */
    CUSTOM(Set.of(200, 204), Set.of());

    private final Set<Integer> done;
    private final Set<Integer> gone;

    RevokeForm(Set<Integer> done, Set<Integer> gone) {
        this.done = done;
        this.gone = gone;
    }

    Set<Integer> done() {
        return done;
    }

    Set<Integer> gone() {
        return gone;
    }

    /** Whether it sends the parameters of RFC 7009. */
    public boolean isRfc7009() {
        return this == RFC7009 || this == RFC7009_JSON;
    }
}
