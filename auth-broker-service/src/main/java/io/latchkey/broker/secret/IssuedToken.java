package io.latchkey.broker.secret;

import java.util.Map;

/**
 * A token that the broker obtains with values that a person entered, and can obtain again at any time. Only the token
 * is returned to platform services.
 */
public sealed interface IssuedToken extends Material permits ClientToken, SessionToken, SignedToken {
    /** The values that the person entered, by the ids of their fields. */
    Map<String, Secret> entered();

    Secret token();

    @Override
    default boolean renewable() {
        return true;
    }

    /** The entered values stay valid whatever becomes of the token, and only their owner can revoke them. */
    @Override
    default boolean revocable() {
        return false;
    }
}
