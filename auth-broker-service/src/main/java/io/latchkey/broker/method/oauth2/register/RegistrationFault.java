package io.latchkey.broker.method.oauth2.register;

import io.latchkey.work.failure.Conflict;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Why a provider has not registered a client that Latchkey can use. */
enum RegistrationFault {
    INVALID_TOKEN(
            "The provider requires an initial access token, or refuses the one in the request.",
            "Get an initial access token from the provider, and send it in initialAccessToken."),
    INSUFFICIENT_SCOPE(
            "The provider's rules for registrations do not allow this one.",
            "Send an initial access token, or another scope. The administrator of the provider finds the rule in its log."),
    /** RFC 7591, section 3.2.2, as the next one. */
    INVALID_REDIRECT_URI(
            "The provider does not accept Latchkey's redirect URI.",
            "Allow the redirect URI in the provider's rules for registrations, or create the client there by hand."),
    INVALID_CLIENT_METADATA(
            "The provider does not accept the properties of the client: its client authentication, its scopes, or its"
                    + " grant types.",
            "Compare client-authentication and the scopes of the catalog entry with the provider's documentation."),
    REFUSED(
            "The provider refuses the registration.",
            "Create a client at the provider by hand, and PUT it. Its documentation may say why."),
    NO_CLIENT_ID(
            "The response of the provider contains no client id.",
            "Create a client at the provider by hand, and PUT it."),
    NO_CLIENT_SECRET(
            "The provider has registered a client without a secret.",
            "Set client-authentication in the catalog entry to none if the provider does not authenticate clients."),
    OTHER_AUTHENTICATION(
            "The provider has registered a client with another client authentication.",
            "Set client-authentication in the catalog entry to one that the provider accepts."),
    OTHER_REDIRECT_URI(
            "The provider has registered a client without Latchkey's redirect URI.",
            "Create a client with the redirect URI at the provider by hand, and PUT it.");

    private final String detail;
    private final String remedy;

    RegistrationFault(String detail, String remedy) {
        this.detail = detail;
        this.remedy = remedy;
    }

    /** The fault that the provider names with {@code code}. */
    static Optional<RegistrationFault> named(String code) {
        return Arrays.stream(values())
                .filter(fault -> fault.code().equals(code))
                .findFirst();
    }

    private String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    Conflict problem() {
        return new Conflict("registration-refused", detail, remedy).with("cause", code());
    }
}
