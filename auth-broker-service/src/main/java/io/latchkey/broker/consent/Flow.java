package io.latchkey.broker.consent;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One press of <em>Continue</em>: it binds a browser and awaits one answer of the provider. */
@Embeddable
public class Flow {
    @Column(name = "flow_id")
    UUID id;

    @Column(name = "flow_state_hash")
    byte[] stateHash;

    @Column(name = "flow_browser_hash")
    byte[] browserHash;

    @Column(name = "flow_client_id")
    @Nullable
    String clientId;

    @Column(name = "flow_verifier")
    @Nullable
    String verifier;

    @Column(name = "flow_expires_at")
    Instant expiresAt;

    @Column(name = "flow_consumed_at")
    @Nullable
    Instant consumedAt;

    @Column(name = "flow_response_hash")
    byte @Nullable [] responseHash;

    protected Flow() {}

    /** @param verifier ciphertext */
    public Flow(UUID id, Capability state, Capability browser, String clientId, String verifier, Instant expiresAt) {
        this.id = id;
        this.stateHash = state.hash();
        this.browserHash = browser.hash();
        this.clientId = clientId;
        this.verifier = verifier;
        this.expiresAt = expiresAt;
    }

    public UUID id() {
        return id;
    }

    /** The client that the provider was told, which the exchange must use. */
    public String clientId() {
        return clientId;
    }

    /** The PKCE verifier as ciphertext; only until the provider's answer was worked on. */
    public String verifier() {
        return verifier;
    }

    /** Whether {@code secret} is what this browser was given at <em>Continue</em>. */
    public boolean isBoundTo(@Nullable String secret) {
        return Capability.matches(secret, browserHash);
    }

    /** Whether the provider's answer was taken already. */
    public boolean consumed() {
        return consumedAt != null;
    }

    /** Whether {@code response} is the one that was taken. */
    public boolean wasAnsweredBy(Capability response) {
        return Capability.matches(response.text(), responseHash);
    }

    public boolean expiredAt(Instant now) {
        return !expiresAt.isAfter(now);
    }
}
