package io.latchkey.contracts;

import java.util.regex.Pattern;

/** The rule for tenant ids: they are part of Vault paths and Kafka events, so only some characters are allowed. */
public final class Tenants {
    /** Letters, digits, {@code _} and {@code -}; 1 to 64 characters; begins with a letter or digit. */
    public static final String PATTERN = "^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$";

    public static final Pattern VALID = Pattern.compile(PATTERN);

    private Tenants() {}

    /** Returns {@code tenant} if it is a valid id; {@link IllegalArgumentException} otherwise. */
    public static String requireValid(String tenant) {
        if (!VALID.matcher(tenant).matches()) {
            throw new IllegalArgumentException("not a tenant id");
        }
        return tenant;
    }
}
