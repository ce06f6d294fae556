package io.latchkey.broker.consent;

import io.latchkey.broker.secret.OneTimeToken;
import io.latchkey.broker.secret.TokenHashes;
import io.latchkey.contracts.credential.AuthorizationRequest;
import io.latchkey.contracts.credential.AuthorizationStatus;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to get consent.
 *
 * <ol>
 *   <li>Its status only moves forward, unless it is freed from its browser; once ended it stays ended.
 *   <li>One browser is bound to it, by the first press of <em>Continue</em>; a further press of that browser voids the
 *       flow before. A new link frees it, where its principal asks for one.
 *   <li>It holds at most one exchange, as ciphertext, and none once it has ended: then {@link Exchanges} hands it over
 *       to be given back.
 * </ol>
 */
@Entity
@Table(name = "authorization_attempt")
public class Authorization {
    /** Longer than an exchange can take: a flow consumed longer ago without an outcome has died with its process. */
    static final Duration EXCHANGE_AT_MOST = Duration.ofMinutes(2);

    @Id
    UUID id;

    @Column(name = "connection_id")
    UUID connectionId;

    String tenant;

    @Embedded
    ConsentRequest request;

    @Column(name = "base_generation")
    int baseGeneration;

    @Enumerated(EnumType.STRING)
    AuthorizationStatus status = AuthorizationStatus.CREATED;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "ended_at")
    @Nullable
    Instant endedAt;

    @Column(name = "link_hash")
    byte[] linkHash;

    @Column(name = "link_expires_at")
    Instant linkExpiresAt;

    @Embedded
    @Nullable
    Flow flow;

    @Nullable
    String exchange;

    @Column(name = "account_id")
    @Nullable
    String accountId;

    @Column(name = "access_hash")
    @Nullable
    String accessHash;

    @Column(name = "refresh_hash")
    @Nullable
    String refreshHash;

    @Column(name = "code_hash")
    byte @Nullable [] codeHash;

    @Column(name = "code_expires_at")
    @Nullable
    Instant codeExpiresAt;

    @Column(name = "forget_due_at")
    @Nullable
    Instant forgetDueAt;

    @Column(name = "forget_attempts")
    int forgetAttempts;

    @Column(name = "completed_fact")
    @Nullable
    String completedFact;

    protected Authorization() {}

    /**
     * @param method the id of the authentication method
     * @param permissions all that will be asked for
     */
    public Authorization(
            UUID id,
            AuthorizationRequest request,
            String method,
            List<String> permissions,
            int baseGeneration,
            Instant createdAt) {
        this.id = id;
        connectionId = request.connectionId();
        tenant = request.tenant();
        this.request = new ConsentRequest(request, method, permissions);
        this.baseGeneration = baseGeneration;
        this.createdAt = createdAt;
    }

    /** Where it stands at {@code now}: a step that was not taken in time ends it, whether or not that is recorded. */
    public AuthorizationStatus statusAt(Instant now) {
        var lapsed =
                switch (status) {
                    case CREATED -> !linkExpiresAt.isAfter(now);
                    case STARTED -> !linkExpiresAt.isAfter(now) && flow().expiredAt(now) && !isExchangingAt(now);
                    case CONSENTED -> codeExpiresAt != null && !codeExpiresAt.isAfter(now);
                    default -> false;
                };
        return lapsed ? AuthorizationStatus.EXPIRED : status;
    }

    /** Whether the link still opens. */
    public boolean opensAt(Instant now) {
        var waiting = status == AuthorizationStatus.CREATED || status == AuthorizationStatus.STARTED;
        return waiting && linkExpiresAt.isAfter(now);
    }

    /** Whether the provider is being asked at this moment for what its answer was worth. */
    public boolean isExchangingAt(Instant now) {
        return status == AuthorizationStatus.STARTED
                && flow().consumedAt != null
                && flow().consumedAt.plus(EXCHANGE_AT_MOST).isAfter(now);
    }

    /** Whether it holds the tokens of an exchange, and nobody may complete it any more. */
    boolean isForgettableAt(Instant now) {
        var identifying = isExchangingAt(now);
        var redeemable = statusAt(now) == AuthorizationStatus.CONSENTED;
        return exchange != null && !identifying && !redeemable;
    }

    /** Since when nobody may complete what it holds. */
    public Instant lapsedAt() {
        return codeExpiresAt == null ? flow().consumedAt.plus(EXCHANGE_AT_MOST) : codeExpiresAt;
    }

    /** Replaces the link; the old one finds nothing. */
    public void link(OneTimeToken token, Instant until) {
        linkHash = token.hash();
        linkExpiresAt = until;
    }

    /** Lets any browser continue: the flow of the one before is void. Not while {@link #isExchangingAt}. */
    public void free() {
        flow = null;
        status = AuthorizationStatus.CREATED;
    }

    /** Begins a flow; the one before is void. */
    public void start(Flow next) {
        flow = next;
        status = AuthorizationStatus.STARTED;
    }

    /**
     * Takes the provider's answer; false if that happened before.
     *
     * @param response what only this browser can make of this answer
     */
    public boolean consume(OneTimeToken response, Instant now) {
        if (flow().consumed() || status != AuthorizationStatus.STARTED) {
            return false;
        }
        flow().consumedAt = now;
        flow().responseHash = response.hash();
        return true;
    }

    /** Counts that the provider refused what was entered in {@code running}; how often it has. 0 if that flow is over. */
    public int refuse(Flow running) {
        if (status != AuthorizationStatus.STARTED || !flow().id().equals(running.id()) || flow().consumed()) {
            return 0;
        }
        return ++flow().refusals;
    }

    /** Whether an exchange that {@code running} began can be held: that flow is the present one, and has not ended. */
    public boolean awaits(Flow running) {
        return status == AuthorizationStatus.STARTED && flow().id().equals(running.id()) && flow().consumed();
    }

    /** Whether it was given the consent that {@code running} asked for, and {@code code} completes it. */
    public boolean isConsentOf(Flow running, OneTimeToken code) {
        return mayBeCompleted() && flow().id().equals(running.id()) && isRedeemedBy(code.text());
    }

    /** Holds the tokens of the exchange. Should nothing follow, they are found and given back. */
    public void hold(String ciphertext, TokenHashes hashes) {
        flow().kept = null;
        exchange = ciphertext;
        accountId = null;
        accessHash = hashes.access();
        refreshHash = hashes.refresh();
        forgetDueAt = flow().consumedAt.plus(EXCHANGE_AT_MOST);
    }

    /** Whether it holds the tokens of an exchange. */
    public boolean holdsExchange() {
        return exchange != null;
    }

    /**
     * The provider has been asked whose account it is; {@code ciphertext} replaces what is held, and names the account.
     *
     * @param account null where the provider does not tell
     */
    public void identified(String ciphertext, @Nullable String account) {
        exchange = ciphertext;
        accountId = account;
    }

    /** Consent was given: the tokens are held until {@code code} is redeemed. */
    public void consent(OneTimeToken code, Instant until) {
        status = AuthorizationStatus.CONSENTED;
        codeHash = code.hash();
        codeExpiresAt = until;
        forgetDueAt = until;
    }

    /** Ends; no effect if it has ended before. */
    public void end(AuthorizationStatus ending, Instant now) {
        if (!status.ended()) {
            status = ending;
            endedAt = now;
        }
        if (flow != null) {
            flow.kept = null;
        }
    }

    /** Ends as completed; {@code fact} is what a repeated completion answers. */
    void complete(String fact, Instant now) {
        end(AuthorizationStatus.COMPLETED, now);
        completedFact = fact;
        forget();
    }

    /** Erases the tokens of the exchange. */
    void forget() {
        exchange = null;
        accountId = null;
        accessHash = null;
        refreshHash = null;
        forgetDueAt = null;
    }

    /** Whether consent was given and nothing but time stands against a completion, or it is complete. */
    public boolean mayBeCompleted() {
        return status == AuthorizationStatus.CONSENTED || status == AuthorizationStatus.COMPLETED;
    }

    /** Whether this is the code that the browser was given. */
    public boolean isRedeemedBy(String code) {
        return OneTimeToken.matches(code, codeHash);
    }

    public UUID id() {
        return id;
    }

    public UUID connectionId() {
        return connectionId;
    }

    public String tenant() {
        return tenant;
    }

    public ConsentRequest request() {
        return request;
    }

    /** What a completion will store is this plus one. */
    public int baseGeneration() {
        return baseGeneration;
    }

    /**
     * The code that completes it, as its browser is given it. It is not stored: it can be given again to a browser
     * that has the binding.
     */
    public OneTimeToken codeFor(String binding) {
        return OneTimeToken.derived(binding, "completion/" + id);
    }

    public Instant linkExpiresAt() {
        return linkExpiresAt;
    }

    public int forgetAttempts() {
        return forgetAttempts;
    }

    public boolean hasFlow() {
        return flow != null;
    }

    /** The last flow; only after {@link #start}. */
    public Flow flow() {
        if (flow == null) {
            throw new IllegalStateException("no browser has continued yet");
        }
        return flow;
    }
}
