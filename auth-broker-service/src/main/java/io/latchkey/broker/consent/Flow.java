package io.latchkey.broker.consent;

import io.latchkey.broker.secret.OneTimeToken;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One press of <em>Continue</em>: it binds a browser and awaits one response. It never changes; a change makes a new one. */
@Embeddable
public class Flow {
    /** Longer than an exchange can take: a flow consumed longer ago without an outcome has died with its process. */
    static final Duration EXCHANGE_AT_MOST = Duration.ofMinutes(2);

    @Column(name = "flow_id")
    UUID id;

    @Column(name = "flow_state_hash")
    byte[] stateHash;

    @Column(name = "flow_browser_hash")
    byte[] browserHash;

    @Column(name = "flow_client_id")
    @Nullable
    String clientId;

    @Column(name = "flow_kept")
    @Nullable
    String kept;

    @Column(name = "flow_expires_at")
    Instant expiresAt;

    @Column(name = "flow_consumed_at")
    @Nullable
    Instant consumedAt;

    /** How often the provider has refused what was entered. */
    @Column(name = "flow_refusals")
    int refusals;

    @Column(name = "flow_response_hash")
    byte @Nullable [] responseHash;

    protected Flow() {}

    /** @param kept what the authentication method needs later, as ciphertext */
    public Flow(
            UUID id,
            OneTimeToken state,
            OneTimeToken browser,
            @Nullable String clientId,
            String kept,
            Instant expiresAt) {
        this.id = id;
        this.stateHash = state.hash();
        this.browserHash = browser.hash();
        this.clientId = clientId;
        this.kept = kept;
        this.expiresAt = expiresAt;
    }

    private Flow(Flow before) {
        id = before.id;
        stateHash = before.stateHash;
        browserHash = before.browserHash;
        clientId = before.clientId;
        kept = before.kept;
        expiresAt = before.expiresAt;
        consumedAt = before.consumedAt;
        refusals = before.refusals;
        responseHash = before.responseHash;
    }

    /** The same after its response was taken. */
    Flow consumed(OneTimeToken response, Instant now) {
        var consumed = new Flow(this);
        consumed.consumedAt = now;
        consumed.responseHash = response.hash();
        return consumed;
    }

    /** The same after the provider refused what was entered. */
    Flow refused() {
        var refused = new Flow(this);
        refused.refusals++;
        return refused;
    }

    /** The same once the authentication method needs nothing any more. */
    Flow withoutKept() {
        var answered = new Flow(this);
        answered.kept = null;
        return answered;
    }

    public UUID id() {
        return id;
    }

    /** The client that the provider was told, which the exchange must use; null where the method has none. */
    public @Nullable String clientId() {
        return clientId;
    }

    /** What the authentication method needs, as ciphertext; only until the provider's answer was worked on. */
    public String kept() {
        return kept;
    }

    /** Whether {@code secret} is what this browser was given at <em>Continue</em>. */
    public boolean isBoundTo(@Nullable String secret) {
        return OneTimeToken.matches(secret, browserHash);
    }

    /** Whether the provider's answer was taken already. */
    public boolean consumed() {
        return consumedAt != null;
    }

    /** Whether {@code response} is the one that was taken. */
    public boolean wasAnsweredBy(OneTimeToken response) {
        return OneTimeToken.matches(response.text(), responseHash);
    }

    public boolean expiredAt(Instant now) {
        return !expiresAt.isAfter(now);
    }

    boolean isExchangingAt(Instant now) {
        return consumedAt != null && exchangedBy().isAfter(now);
    }

    /** When an exchange that has no outcome by then has died with its process; only of one that was {@link #consumed()}. */
    Instant exchangedBy() {
        return Objects.requireNonNull(consumedAt, "consumedAt").plus(EXCHANGE_AT_MOST);
    }

    int refusals() {
        return refusals;
    }
}
