package io.latchkey.broker.lease;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.UUID;

/**
 * What a lease is held on. Whoever needs both kinds takes the connection's first.
 *
 * @param value stored as it is; never a secret
 */
public record LeaseKey(String value) {
    /** Completion, refresh and deletion of one connection exclude each other. */
    public static LeaseKey connection(UUID connectionId) {
        return new LeaseKey("connection/" + connectionId);
    }

    /** Exchanges and revocations for one account exclude each other, over all tenants. */
    public static LeaseKey grant(String provider, String clientId, String accountId) {
        var name = provider.length() + ":" + provider + clientId.length() + ":" + clientId + accountId;
        return new LeaseKey("grant/" + UUID.nameUUIDFromBytes(name.getBytes(UTF_8)));
    }
}
