package io.latchkey.broker.method.oauth2.register;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.latchkey.broker.secret.Secret;
import io.latchkey.broker.upstream.failure.AnswerCodes;
import io.latchkey.broker.upstream.failure.ProviderErrors;
import io.latchkey.broker.upstream.failure.ProviderException;
import io.latchkey.broker.upstream.response.ProviderResponse;
import io.latchkey.broker.upstream.response.ResponseLife;
import io.latchkey.catalog.oauth2.ClientAuthentication;
import io.latchkey.contracts.connection.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The response to a registration (RFC 7591, section 3.2).
 *
 * @param requested client authentication that the catalog names
 */
record RegistrationResponse(ProviderResponse response, ClientAuthentication requested) {
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final Set<Outcome> TEMPORARY = Set.of(Outcome.TRANSIENT, Outcome.THROTTLED);

    /**
     * The client. A provider may register other values than the requested ones, and then names them (section 3.2.1):
     * with another client authentication or redirect URI, the client cannot be used.
     */
    IssuedClient client(String redirectUri, ProviderErrors errors, Instant now) {
        if (!response.successful()) {
            throw refusal(errors, now);
        }
        var id = response.name("/client_id").orElseThrow(RegistrationFault.NO_CLIENT_ID::problem);
        requireOrMissing(
                response.at("/token_endpoint_auth_method"),
                requested.registeredName(),
                RegistrationFault.OTHER_AUTHENTICATION);
        requireOrMissing(response.at("/redirect_uris"), redirectUri, RegistrationFault.OTHER_REDIRECT_URI);
        return new IssuedClient(id, secrets(), expiry(now));
    }

    private RuntimeException refusal(ProviderErrors errors, Instant now) {
        var failure = errors.atApi(response, now);
        if (TEMPORARY.contains(failure.outcome())) {
            return new ProviderException(failure);
        }
        return AnswerCodes.of(response)
                .flatMap(code -> RegistrationFault.named(code).stream())
                .findFirst()
                .orElseGet(this::ofStatus)
                .problem();
    }

    private RegistrationFault ofStatus() {
        return switch (response.status()) {
            case UNAUTHORIZED -> RegistrationFault.INVALID_TOKEN;
            case FORBIDDEN -> RegistrationFault.INSUFFICIENT_SCOPE;
            default -> RegistrationFault.REFUSED;
        };
    }

    /** Requires that {@code value}, or one of its elements, is {@code expected}, unless the provider did not send it. */
    private static void requireOrMissing(JsonNode value, String expected, RegistrationFault otherwise) {
        var values = value.isArray() ? StreamSupport.stream(value.spliterator(), false) : List.of(value).stream();
        if (!value.isMissingNode() && values.noneMatch(one -> one.asText().equals(expected))) {
            throw otherwise.problem();
        }
    }

    private List<Secret> secrets() {
        if (requested == ClientAuthentication.NONE) {
            return List.of();
        }
        return List.of(
                Secret.of(response.token("/client_secret").orElseThrow(RegistrationFault.NO_CLIENT_SECRET::problem)));
    }

    /** The member is 0 for a secret that does not expire. */
    private @Nullable Instant expiry(Instant now) {
        return ResponseLife.end(MissingNode.getInstance(), response.at("/client_secret_expires_at"), now);
    }
}
