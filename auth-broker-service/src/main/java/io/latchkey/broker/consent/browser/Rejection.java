package io.latchkey.broker.consent.browser;

import io.latchkey.contracts.credential.AuthorizationFailure;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The closed list of causes for which a consent step fails in the browser, in the order of the steps. */
public enum Rejection {
    UNKNOWN_LINK(
            404,
            null,
            "We don't recognise this link",
            "The link is incomplete, or a newer link has replaced it.",
            "Go back to where you found it and ask for a new link."),
    LINK_EXPIRED(
            410,
            null,
            "This link has expired",
            "It was not opened in time.",
            "Go back to where you found it and ask for a new link."),
    LINK_USED(
            410,
            null,
            "This link has already been used",
            "The step that it opened is complete.",
            "Go back to the application that sent you here."),
    FORGED_REQUEST(
            403,
            null,
            "We couldn't verify your request",
            "The request did not come from our page, or your browser blocks cookies.",
            "Allow cookies for this site, open the link again and press Continue."),
    OTHER_BROWSER(
            403,
            null,
            "You started this in another browser",
            "For your security, you can only continue in the browser in which you started.",
            "Go back to the browser in which you pressed Continue, or ask for a new link."),
    IN_PROGRESS(
            409,
            null,
            "One moment",
            "We are processing the provider's response, perhaps in another tab.",
            "Wait a few seconds, then reload the page."),
    NOT_OPENED(
            425,
            null,
            "Open this page to continue",
            "Your browser loaded this page in advance, for example for a preview.",
            "Reload the page to continue."),
    NOT_STARTED(
            502,
            null,
            "The provider can't start right now",
            "It did not accept our request, or did not answer. Nothing was connected.",
            "Wait a few minutes, then open the link again and press Continue."),
    UNKNOWN_STATE(
            400,
            null,
            "We don't recognise this response",
            "It does not belong to an open authorization, or you have pressed Continue again since.",
            "Go back and press Continue again."),
    STATE_EXPIRED(
            410,
            null,
            "That took too long",
            "The provider's response arrived after the time limit.",
            "Open the link again and press Continue, or ask for a new link."),
    DEVICE_CODE_EXPIRED(
            410,
            null,
            "The code has expired",
            "It was not entered at the provider in time. Nothing was connected.",
            "Go back and press Continue to get another code."),
    REPLAYED(
            409,
            null,
            "We already received another response",
            "The provider sent a different response for this step before, so we ignored this one.",
            "Go back to the application that sent you here. The connection may already exist."),
    CLOSED(
            410,
            AuthorizationFailure.CLOSED,
            "The connection was deleted",
            "Someone deleted it while you were at the provider.",
            "Create a new connection if you still want one."),
    SUPERSEDED(
            409,
            AuthorizationFailure.SUPERSEDED,
            "The connection has been authorized meanwhile",
            "Someone completed another authorization of it first, so this one is no longer needed.",
            "Go back to the application that sent you here."),
    WRONG_ISSUER(
            400,
            AuthorizationFailure.WRONG_ISSUER,
            "The response came from a different server",
            "It does not name the expected provider, so we ignored it.",
            "Start again. If it happens again, contact the operators of this service."),
    UNEXPECTED_VALUE(
            400,
            AuthorizationFailure.UNEXPECTED_VALUE,
            "The response has an unexpected value",
            "The provider names a server or an account in a form that it does not use, so we ignored the response.",
            "Start again. If it happens again, contact the operators of this service."),
    ACCESS_DENIED(
            403,
            AuthorizationFailure.ACCESS_DENIED,
            "You did not grant access",
            "Nothing was connected.",
            "Start again if you want to grant access."),
    PROVIDER_ERROR(
            502,
            AuthorizationFailure.PROVIDER_ERROR,
            "The provider reported an error",
            "Nothing was connected.",
            "Start again in a few minutes."),
    REFUSED_TOO_OFTEN(
            403,
            AuthorizationFailure.REFUSED_TOO_OFTEN,
            "The provider refused your entry five times",
            "Nothing was connected.",
            "Check at the provider which value is valid, then go back and start again."),
    EXCHANGE_FAILED(
            502,
            AuthorizationFailure.EXCHANGE_FAILED,
            "The provider did not complete the connection",
            "It did not grant the access that you consented to. Nothing was connected.",
            "Start again in a few minutes."),
    PROVIDER_NOT_CALLED(
            502,
            AuthorizationFailure.PROVIDER_NOT_CALLED,
            "We don't connect to this provider's server",
            "Its host has an internal address, and this service is not set up to call it. Nothing was connected.",
            "Tell the operators of this service, then start again."),
    IDENTITY_UNKNOWN(
            502,
            AuthorizationFailure.IDENTITY_UNKNOWN,
            "We couldn't identify your account",
            "The provider did not return your account, so nothing was connected.",
            "Start again in a few minutes."),
    ACCOUNT_CHANGED(
            409,
            AuthorizationFailure.ACCOUNT_CHANGED,
            "This is not the account of the connection",
            "You used another account, or the provider does not identify the account. The connection has not changed.",
            "Sign out at the provider, then start again with the account of the connection. To connect this account too, create a new connection.");

    private final int httpStatus;
    private final @Nullable AuthorizationFailure ends;
    private final String title;
    private final String text;
    private final String advice;

    Rejection(int httpStatus, @Nullable AuthorizationFailure ends, String title, String text, String advice) {
        this.httpStatus = httpStatus;
        this.ends = ends;
        this.title = title;
        this.text = text;
        this.advice = advice;
    }

    public int httpStatus() {
        return httpStatus;
    }

    /** Why the authorization ends with this. Empty if it changes nothing and the step can be repeated. */
    public Optional<AuthorizationFailure> ends() {
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
