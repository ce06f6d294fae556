package io.latchkey.broker.consent.browser;

import io.latchkey.contracts.credential.AuthorizationStatus;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Every way in which a step of a consent can fail in the browser: a closed list, in the order of the steps. */
public enum Rejection {
    UNKNOWN_LINK(
            404,
            null,
            "This link leads nowhere",
            "It is not known here, or a newer link has replaced it.",
            "Go back to where you found it and ask for a new link."),
    LINK_EXPIRED(
            410,
            null,
            "This link has expired",
            "It was not used in time.",
            "Go back to where you found it and ask for a new link."),
    LINK_USED(
            410,
            null,
            "This link has done its work",
            "The step that it opened is over.",
            "Go back to the application that sent you here."),
    FORGED_REQUEST(
            403,
            null,
            "That did not come from this page",
            "The request lacked what only our own page sends.",
            "Open the link again and press Continue there. Cookies must be allowed."),
    OTHER_BROWSER(
            403,
            null,
            "This was begun in another browser",
            "For your safety it can only go on where it was begun.",
            "Go back to the browser in which you pressed Continue, or ask for a new link."),
    IN_PROGRESS(
            409,
            null,
            "One moment",
            "The provider's answer is being worked on, perhaps in another tab.",
            "Wait a few seconds, then reload the page."),
    NOT_OPENED(
            425,
            null,
            "Open this page to continue",
            "It was fetched ahead, perhaps for a preview, and waits until you open it.",
            "Reload the page."),
    UNKNOWN_STATE(
            400,
            null,
            "This answer belongs to nothing we know",
            "The step that it belongs to is not known here, or a newer one has replaced it.",
            "Go back and press Continue again."),
    STATE_EXPIRED(
            410,
            null,
            "That took too long",
            "The provider's answer came after its time.",
            "Open the link again and press Continue, or ask for a new link."),
    REPLAYED(
            409,
            null,
            "Another response was used",
            "The provider sent a different response for this step before, so this one was not used.",
            "Go back to the application that sent you here: the connection may be there already."),
    CLOSED(
            410,
            AuthorizationStatus.CLOSED,
            "The connection was deleted",
            "It was deleted while you were on your way.",
            "Create a new connection if you still want one."),
    WRONG_ISSUER(
            400,
            AuthorizationStatus.PROVIDER_ERROR,
            "The answer came from somewhere else",
            "It does not name the provider that was asked, so it was not used.",
            "Begin again. If it happens again, tell the operators of this service."),
    ACCESS_DENIED(
            403,
            AuthorizationStatus.ACCESS_DENIED,
            "You did not grant access",
            "Nothing was connected.",
            "Begin again if that was not what you meant."),
    PROVIDER_ERROR(
            502,
            AuthorizationStatus.PROVIDER_ERROR,
            "The provider reported an error",
            "Nothing was connected.",
            "Begin again in a few minutes."),
    REFUSED_TOO_OFTEN(
            403,
            AuthorizationStatus.PROVIDER_ERROR,
            "The provider refused this five times",
            "Nothing was connected.",
            "Check at the provider which value is valid, then go back and begin again."),
    EXCHANGE_FAILED(
            502,
            AuthorizationStatus.PROVIDER_ERROR,
            "The provider did not complete the connection",
            "It did not give what its consent page promised.",
            "Begin again in a few minutes."),
    IDENTITY_UNKNOWN(
            502,
            AuthorizationStatus.PROVIDER_ERROR,
            "The provider did not say whose account this is",
            "Without that, nothing can be connected.",
            "Begin again in a few minutes."),
    ACCOUNT_CHANGED(
            409,
            AuthorizationStatus.ACCOUNT_CHANGED,
            "That is another account",
            "This connection belongs to another account at the provider. It was left as it is.",
            "Sign out at the provider, then begin again with the account that the connection belongs to. To connect this account too, create a new connection.");

    private final int httpStatus;
    private final @Nullable AuthorizationStatus ends;
    private final String title;
    private final String text;
    private final String advice;

    Rejection(int httpStatus, @Nullable AuthorizationStatus ends, String title, String text, String advice) {
        this.httpStatus = httpStatus;
        this.ends = ends;
        this.title = title;
        this.text = text;
        this.advice = advice;
    }

    public int httpStatus() {
        return httpStatus;
    }

    /** As what it ends the authorization; empty where it harms nothing, and the step can be repeated. */
    public Optional<AuthorizationStatus> ends() {
        return Optional.ofNullable(ends);
    }

    public String title() {
        return title;
    }

    /** What happened. */
    public String text() {
        return text;
    }

    /** What to do. */
    public String advice() {
        return advice;
    }
}
