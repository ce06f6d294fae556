package io.latchkey.broker.lease;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.UUID;

/**
 * Identifies what a lease protects. A holder of both kinds acquires the connection's lease first.
 *
 * @param value stored unencrypted; never a secret
 */
public record LeaseKey(String value) {
    private static final String CONNECTION = "connection/";

    /** Completion, refresh and deletion of one connection exclude each other. */
    public static LeaseKey connection(UUID connectionId) {
        return new LeaseKey(CONNECTION + connectionId);
    }

    /** The connection, if this is the key of a connection. */
    UUID connectionId() {
        return UUID.fromString(value.substring(CONNECTION.length()));
    }

    /**
     * Exchanges and revocations for one account exclude each other, across all tenants.
     *
     * @param grantor names the authorization server, or the provider if it has none
     */
    public static LeaseKey grant(String grantor, String clientId, String accountId) {
        return named("grant/", pair(grantor, clientId) + accountId);
    }

    /** The grants to one client whose accounts are not known. */
    public static LeaseKey grant(String grantor, String clientId) {
        return named("unknown-account/", pair(grantor, clientId));
    }

    /** Revocations of one token exclude each other. */
    public static LeaseKey token(String keyedHash) {
        return named("token/", keyedHash);
    }

    private static LeaseKey named(String kind, String name) {
        return new LeaseKey(kind + UUID.nameUUIDFromBytes(name.getBytes(UTF_8)));
    }

    private static String pair(String grantor, String clientId) {
        return grantor.length() + ":" + grantor + clientId.length() + ":" + clientId;
    }
}
