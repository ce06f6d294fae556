package io.latchkey.broker.consent;

import io.latchkey.bootstrap.column.ParametersColumn;
import io.latchkey.broker.secret.ClientRef;
import io.latchkey.broker.secret.OneTimeToken;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embeddable;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One press of <em>Continue</em>, which binds a browser and awaits one response. Immutable: each change returns a new
 * instance.
 */
@Embeddable
public class Flow {
    /**
     * Longer than an exchange can take. If a flow was consumed longer ago and has no outcome, its process has crashed.
     */
    static final Duration EXCHANGE_AT_MOST = Duration.ofMinutes(2);

    @Column(name = "flow_id")
    UUID id;

    @Column(name = "flow_state_hash")
    byte[] stateHash;

    @Column(name = "flow_browser_hash")
    byte[] browserHash;

    @Column(name = "flow_client_registrant")
    @Nullable
    String clientRegistrant;

    @Column(name = "flow_client_id")
    @Nullable
    String clientId;

    @Column(name = "flow_kept")
    @Nullable
    String kept;

    /** Of the code that completes the authorization after the consent of this flow. */
    @Column(name = "flow_code_hash")
    byte[] codeHash;

    @Column(name = "flow_expires_at")
    Instant expiresAt;

    @Column(name = "flow_consumed_at")
    @Nullable
    Instant consumedAt;

    /** How often the provider has refused the entered values. */
    @Column(name = "flow_refusals")
    int refusals;

    @Column(name = "flow_response_hash")
    byte @Nullable [] responseHash;

    /** When the provider is polled next. Null if a browser returns with the response, or no poll is necessary. */
    @Column(name = "flow_poll_due_at")
    @Nullable
    Instant pollDueAt;

    /** In seconds; null if a browser returns with the response. */
    @Column(name = "flow_poll_interval")
    @Nullable
    Integer pollInterval;

    /** How many polls in succession had no response. */
    @Column(name = "flow_poll_failures")
    int pollFailures;

    @Column(name = "flow_parameters")
    @Convert(converter = ParametersColumn.class)
    Map<String, String> parameters;

    protected Flow() {}

    /**
     * @param code completes the authorization after the consent of this flow
     * @param kept data that the authentication method needs later, as ciphertext; null while the user has to enter a client
     * @param parameters values of all parameters of the connection that are known when it begins
     */
    public Flow(
            UUID id,
            OneTimeToken state,
            OneTimeToken browser,
            OneTimeToken code,
            @Nullable ClientRef client,
            @Nullable String kept,
            Instant expiresAt,
            Map<String, String> parameters) {
        this.id = id;
        this.stateHash = state.hash();
        this.browserHash = browser.hash();
        this.codeHash = code.hash();
        clientRegistrant = ClientRef.registrant(client);
        clientId = ClientRef.id(client);
        this.kept = kept;
        this.expiresAt = expiresAt;
        this.parameters = Map.copyOf(parameters);
    }

    /** A copy with the refusals of {@code before}, of which this flow is another attempt. */
    public Flow after(Flow before) {
        var next = new Flow(this);
        next.refusals = before.refusals;
        return next;
    }

    private Flow(Flow before) {
        id = before.id;
        stateHash = before.stateHash;
        browserHash = before.browserHash;
        codeHash = before.codeHash;
        clientRegistrant = before.clientRegistrant;
        clientId = before.clientId;
        kept = before.kept;
        expiresAt = before.expiresAt;
        consumedAt = before.consumedAt;
        refusals = before.refusals;
        responseHash = before.responseHash;
        pollDueAt = before.pollDueAt;
        pollInterval = before.pollInterval;
        pollFailures = before.pollFailures;
        parameters = before.parameters;
    }

    /** A copy whose result the broker polls for. */
    public Flow polled(PollSchedule schedule, Instant due) {
        var polled = new Flow(this);
        polled.pollInterval = Math.toIntExact(schedule.interval().toSeconds());
        polled.pollFailures = schedule.failures();
        polled.pollDueAt = due.isAfter(expiresAt) ? expiresAt : due;
        return polled;
    }

    /** A copy with another time of the next poll. */
    Flow polledAt(Instant due) {
        var polled = new Flow(this);
        polled.pollDueAt = due;
        return polled;
    }

    /** A copy whose code the provider no longer accepts. */
    Flow lapsed(Instant now) {
        var lapsed = withoutKept();
        lapsed.expiresAt = expiredAt(now) ? expiresAt : now;
        return lapsed;
    }

    /**
     * A copy that records the received response.
     *
     * @param response null if no browser sent it
     */
    Flow consumed(@Nullable OneTimeToken response, Instant now) {
        var consumed = new Flow(this);
        consumed.consumedAt = now;
        consumed.responseHash = response == null ? null : response.hash();
        consumed.pollDueAt = null;
        return consumed;
    }

    /** A copy with one more refusal of the entered values by the provider. */
    Flow refused() {
        var refused = new Flow(this);
        refused.refusals++;
        return refused;
    }

    /** A copy that waits for another client, because the provider has refused the one that the user entered. */
    Flow clientRefused() {
        var refused = refused().withoutKept();
        refused.clientRegistrant = null;
        refused.clientId = null;
        refused.consumedAt = null;
        refused.responseHash = null;
        return refused;
    }

    /** A copy without the data of the authentication method, for when the method no longer needs it. */
    Flow withoutKept() {
        var answered = new Flow(this);
        answered.kept = null;
        answered.pollDueAt = null;
        return answered;
    }

    public UUID id() {
        return id;
    }

    /** The client whose id was sent to the provider; the exchange must use it. Null if the method has no client. */
    public @Nullable ClientRef client() {
        return ClientRef.of(clientRegistrant, clientId);
    }

    /**
     * The data that the authentication method needs, as ciphertext. Fails once the response is processed, because the
     * data is erased then.
     */
    public String requireKept() {
        return Objects.requireNonNull(kept, "the response of this flow was processed before");
    }

    /** Whether the method still needs its data. */
    public boolean isKept() {
        return kept != null;
    }

    /** The rhythm of polls. Fails if a browser returns with the response. */
    public PollSchedule requireSchedule() {
        var seconds = Objects.requireNonNull(pollInterval, "this flow is not polled for");
        return new PollSchedule(Duration.ofSeconds(seconds), pollFailures);
    }

    /** The values of the connection's parameters, as the request named them and the person entered them. */
    public Map<String, String> parameters() {
        return parameters;
    }

    /** Whether {@code secret} is the one that this browser received at <em>Continue</em>. */
    public boolean isBoundTo(@Nullable String secret) {
        return OneTimeToken.matches(secret, browserHash);
    }

    /** Whether a response was received. */
    public boolean consumed() {
        return consumedAt != null;
    }

    /** Whether {@code response} is the one that was received. */
    public boolean wasAnsweredBy(OneTimeToken response) {
        return OneTimeToken.matches(response.text(), responseHash);
    }

    public Instant expiresAt() {
        return expiresAt;
    }

    public boolean expiredAt(Instant now) {
        return !expiresAt.isAfter(now);
    }

    boolean isExchangingAt(Instant now) {
        return consumedAt != null && exchangedBy().isAfter(now);
    }

    /**
     * The time at which an exchange without an outcome counts as crashed. Only for a flow that is {@link #consumed()}.
     */
    Instant exchangedBy() {
        return Objects.requireNonNull(consumedAt, "consumedAt").plus(EXCHANGE_AT_MOST);
    }

    /** How often the provider has refused what the user entered. */
    public int refusals() {
        return refusals;
    }
}
