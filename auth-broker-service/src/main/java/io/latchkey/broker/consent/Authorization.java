package io.latchkey.broker.consent;

import io.latchkey.broker.secret.ConnectionPath;
import io.latchkey.broker.secret.OneTimeToken;
import io.latchkey.contracts.credential.AuthorizationStatus;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * One attempt to get consent, as it was when it was read.
 *
 * <ol>
 *   <li>One browser is bound to it, by the first press of <em>Continue</em>; a further press of that browser voids the
 *       flow before. A new link frees it, where its principal asks for one.
 *   <li>A step that is not taken in time ends it, whether or not that is recorded.
 *   <li>The code that completes it is not stored: it can be given again to the bound browser.
 * </ol>
 *
 * @param baseGeneration what a completion will store is this plus one
 * @param recordedStatus as last recorded; {@link #statusAt} says what time has made of it
 * @param lastFlow empty until a browser has continued
 * @param exchange ciphertext of the tokens of its exchange, if it holds them
 * @param code empty until consent was given
 * @param forgetAttempts failed attempts to hand the exchange over to be revoked
 * @param completedFact what a repeated completion answers, as JSON; empty until it is completed
 */
public record Authorization(
        UUID id,
        ConnectionPath connection,
        ConsentRequest request,
        int baseGeneration,
        AuthorizationStatus recordedStatus,
        Instant linkExpiresAt,
        Optional<Flow> lastFlow,
        Optional<String> exchange,
        Optional<CompletionCode> code,
        int forgetAttempts,
        Optional<String> completedFact) {
    public UUID connectionId() {
        return connection.connectionId();
    }

    public String tenant() {
        return connection.tenant();
    }

    /** Its status at {@code now}: a step that was not taken in time ends it, whether or not that is recorded. */
    public AuthorizationStatus statusAt(Instant now) {
        var lapsed =
                switch (recordedStatus) {
                    case CREATED -> !linkExpiresAt.isAfter(now);
                    case STARTED -> !linkExpiresAt.isAfter(now) && flow().expiredAt(now) && !isExchangingAt(now);
                    case CONSENTED -> code.filter(known -> known.expiredAt(now)).isPresent();
                    default -> false;
                };
        return lapsed ? AuthorizationStatus.EXPIRED : recordedStatus;
    }

    /** Whether the link still opens. */
    public boolean opensAt(Instant now) {
        var waiting = recordedStatus == AuthorizationStatus.CREATED || recordedStatus == AuthorizationStatus.STARTED;
        return waiting && linkExpiresAt.isAfter(now);
    }

    /** Whether the response is being exchanged at the provider at this moment. */
    public boolean isExchangingAt(Instant now) {
        return recordedStatus == AuthorizationStatus.STARTED && flow().isExchangingAt(now);
    }

    /** Whether it holds the tokens of an exchange, and nobody may complete it any more. */
    boolean isForgettableAt(Instant now) {
        var identifying = isExchangingAt(now);
        var redeemable = statusAt(now) == AuthorizationStatus.CONSENTED;
        return holdsExchange() && !identifying && !redeemable;
    }

    /** Since when nobody may complete what it holds. */
    public Instant lapsedAt() {
        return code.map(CompletionCode::expiresAt).orElseGet(() -> flow().exchangedBy());
    }

    /** Whether an exchange that {@code running} began can be held: that flow is the present one, and has not ended. */
    public boolean awaits(Flow running) {
        return recordedStatus == AuthorizationStatus.STARTED && flow().id().equals(running.id()) && flow().consumed();
    }

    /** Whether it was given the consent that {@code running} asked for, and {@code code} completes it. */
    public boolean isConsentOf(Flow running, OneTimeToken code) {
        return mayBeCompleted() && flow().id().equals(running.id()) && isRedeemedBy(code.text());
    }

    /** Whether it holds the tokens of an exchange. */
    public boolean holdsExchange() {
        return exchange.isPresent();
    }

    /** Whether consent was given and nothing but time stands against a completion, or it is complete. */
    public boolean mayBeCompleted() {
        return recordedStatus == AuthorizationStatus.CONSENTED || recordedStatus == AuthorizationStatus.COMPLETED;
    }

    /** Whether this is the code that the browser was given. */
    public boolean isRedeemedBy(String text) {
        return code.filter(known -> known.is(text)).isPresent();
    }

    /** The code that completes it, as its browser is given it. */
    public OneTimeToken codeFor(String binding) {
        return OneTimeToken.derived(binding, "completion/" + id);
    }

    public boolean hasFlow() {
        return lastFlow.isPresent();
    }

    /** The last flow; only where a browser has continued. */
    public Flow flow() {
        return lastFlow.orElseThrow(() -> new IllegalStateException("no browser has pressed Continue yet"));
    }

    @Override
    public String toString() {
        return "Authorization[id=" + id + ", recordedStatus=" + recordedStatus + "]";
    }
}
