package io.latchkey.catalog.oauth2;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The error codes of a poll that RFC 8628, section 3.5, defines. */
public enum DeviceCodeError {
    /** The user has not finished yet. */
    AUTHORIZATION_PENDING,
    /** The same, and the client polls too often. */
    SLOW_DOWN,
    ACCESS_DENIED,
    EXPIRED_TOKEN;

    /** @param code in lower case */
    public static Optional<DeviceCodeError> of(String code) {
        return Arrays.stream(values())
                .filter(error -> error.name().toLowerCase(Locale.ROOT).equals(code))
                .findFirst();
    }
}
