package io.latchkey.broker.lease;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.UUID;

/**
 * What a lease is held on. A holder of both kinds takes the connection's first.
 *
 * @param value stored as it is; never a secret
 */
public record LeaseKey(String value) {
    private static final String CONNECTION = "connection/";

    /** Completion, refresh and deletion of one connection exclude each other. */
    public static LeaseKey connection(UUID connectionId) {
        return new LeaseKey(CONNECTION + connectionId);
    }

    /** Of a lease on a connection. */
    UUID connectionId() {
        return UUID.fromString(value.substring(CONNECTION.length()));
    }

    /** Exchanges and revocations for one account exclude each other, over all tenants. */
    public static LeaseKey grant(String provider, String clientId, String accountId) {
        return named("grant/", pair(provider, clientId) + accountId);
    }

    /** The grants to one client whose accounts are not known. */
    public static LeaseKey grant(String provider, String clientId) {
        return named("unknown-account/", pair(provider, clientId));
    }

    /** Revocations of one token exclude each other. */
    public static LeaseKey token(String keyedHash) {
        return named("token/", keyedHash);
    }

    private static LeaseKey named(String kind, String name) {
        return new LeaseKey(kind + UUID.nameUUIDFromBytes(name.getBytes(UTF_8)));
    }

    private static String pair(String provider, String clientId) {
        return provider.length() + ":" + provider + clientId.length() + ":" + clientId;
    }
}
