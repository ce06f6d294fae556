package io.latchkey.broker.consent;

import io.latchkey.broker.secret.ConnectionPath;
import io.latchkey.broker.secret.OneTimeToken;
import io.latchkey.contracts.credential.AuthorizationFailure;
import io.latchkey.contracts.credential.AuthorizationStatus;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A snapshot of one attempt to obtain consent, as read from the database.
 *
 * <ol>
 *   <li>The first press of <em>Continue</em> binds one browser to the authorization. Another press in the same browser
 *       voids the previous flow. A new link removes the binding if the principal that began the authorization requests
 *       it.
 *   <li>The authorization ends when a step is not taken in time, whether or not the end is recorded.
 *   <li>The code that completes it is not stored. The broker can derive the same code again for the bound browser.
 * </ol>
 *
 * @param baseGeneration the generation when the authorization began; its completion stores the next one
 * @param recordedStatus the status last recorded; {@link #statusAt} also applies the time limits
 * @param recordedFailure why it ended without success; {@link #failureAt} also applies the time limits
 * @param recordedEnd when the end was recorded
 * @param lastFlow empty until a person has pressed <em>Continue</em>
 * @param heldCredential ciphertext of the credential that the response returned, if the authorization holds it
 * @param code empty until consent is given
 * @param forgetAttempts number of failed attempts to queue the held credential for revocation
 * @param completedFact the response to a repeated completion, as JSON; empty until the authorization is completed
 */
public record Authorization(
        UUID id,
        ConnectionPath connection,
        ConsentRequest request,
        int baseGeneration,
        AuthorizationStatus recordedStatus,
        Optional<AuthorizationFailure> recordedFailure,
        Instant createdAt,
        Optional<Instant> recordedEnd,
        Instant linkExpiresAt,
        Optional<Flow> lastFlow,
        Optional<String> heldCredential,
        Optional<CompletionCode> code,
        int forgetAttempts,
        Optional<String> completedFact) {
    public UUID connectionId() {
        return connection.connectionId();
    }

    public String tenant() {
        return connection.tenant();
    }

    /**
     * The status at {@code now}. An authorization whose step was not taken in time is expired, whether or not that is
     * recorded.
     */
    public AuthorizationStatus statusAt(Instant now) {
        return isLapsedAt(now) ? AuthorizationStatus.EXPIRED : recordedStatus;
    }

    /** Why it has ended without success at {@code now}. */
    public Optional<AuthorizationFailure> failureAt(Instant now) {
        return isLapsedAt(now) || recordedStatus == AuthorizationStatus.EXPIRED
                ? Optional.of(lapse())
                : recordedFailure;
    }

    /** When it ended. Empty if it is open at {@code now}. */
    public Optional<Instant> endedAt(Instant now) {
        return isLapsedAt(now) ? deadline() : recordedEnd;
    }

    /** The time before which the next step must be taken. Empty if the end is recorded. */
    public Optional<Instant> deadline() {
        return switch (recordedStatus) {
            case CREATED -> Optional.of(linkExpiresAt);
            case STARTED -> Optional.of(latest(linkExpiresAt, flow().expiresAt()));
            case CONSENTED -> code.map(CompletionCode::expiresAt);
            default -> Optional.empty();
        };
    }

    private boolean isLapsedAt(Instant now) {
        return deadline().filter(end -> !end.isAfter(now)).isPresent() && !isExchangingAt(now);
    }

    /** The step that was not taken in time. */
    private AuthorizationFailure lapse() {
        if (code.isPresent()) {
            return AuthorizationFailure.CODE_EXPIRED;
        }
        return hasFlow() ? AuthorizationFailure.CONSENT_EXPIRED : AuthorizationFailure.LINK_EXPIRED;
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** Whether the link can still be opened. */
    public boolean opensAt(Instant now) {
        var waiting = recordedStatus == AuthorizationStatus.CREATED || recordedStatus == AuthorizationStatus.STARTED;
        return waiting && linkExpiresAt.isAfter(now);
    }

    /** Whether the exchange of the response at the provider is in progress. */
    public boolean isExchangingAt(Instant now) {
        return recordedStatus == AuthorizationStatus.STARTED && flow().isExchangingAt(now);
    }

    /** Whether the authorization holds a credential and can no longer be completed. */
    boolean isForgettableAt(Instant now) {
        var identifying = isExchangingAt(now);
        var redeemable = statusAt(now) == AuthorizationStatus.CONSENTED;
        return holdsCredential() && !identifying && !redeemable;
    }

    /** The time since which the held credential can no longer complete the authorization. */
    public Instant lapsedAt() {
        return code.map(CompletionCode::expiresAt).orElseGet(() -> flow().exchangedBy());
    }

    /** Whether the credential that {@code running} obtains can be held: that flow is the current one and has not ended. */
    public boolean awaits(Flow running) {
        return recordedStatus == AuthorizationStatus.STARTED && flow().id().equals(running.id()) && flow().consumed();
    }

    /** Whether the consent that {@code running} requested was given. */
    public boolean isConsentOf(Flow running) {
        return mayBeCompleted() && flow().id().equals(running.id());
    }

    /** Whether the user enters the client. */
    public boolean hasOwnClient() {
        return request.ownClient();
    }

    /** Whether the user has to enter a client for the connection, at first or because the provider has refused one. */
    public boolean awaitsClient() {
        return request.ownClient() && hasFlow() && flow().client() == null;
    }

    /** Whether it holds a credential. */
    public boolean holdsCredential() {
        return heldCredential.isPresent();
    }

    /**
     * Whether consent was given and the authorization is completed, or can be completed unless the code has expired.
     */
    public boolean mayBeCompleted() {
        return recordedStatus == AuthorizationStatus.CONSENTED || recordedStatus == AuthorizationStatus.COMPLETED;
    }

    /** Whether {@code text} is the code that the browser received. */
    public boolean isRedeemedBy(String text) {
        return code.filter(known -> known.is(text)).isPresent();
    }

    /** The code that completes the authorization, derived from the browser's binding. */
    public OneTimeToken codeFor(String binding) {
        return OneTimeToken.derived(binding, "completion/" + id);
    }

    public boolean hasFlow() {
        return lastFlow.isPresent();
    }

    /** The last flow. Fails if no person has pressed <em>Continue</em>. */
    public Flow flow() {
        return lastFlow.orElseThrow(() -> new IllegalStateException("no browser has pressed Continue yet"));
    }

    @Override
    public String toString() {
        return "Authorization[id=" + id + ", recordedStatus=" + recordedStatus + "]";
    }
}
