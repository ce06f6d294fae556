package io.latchkey.broker.consent.browser;

import org.jspecify.annotations.Nullable;

/** Why the form is shown again. The page never repeats the entered values. */
public record FormNotice(int httpStatus, String text) {
    private static final int OK = 200;
    private static final int UNPROCESSABLE = 422;
    private static final int BAD_GATEWAY = 502;
    private static final int UNAVAILABLE = 503;

    public static FormNotice malformed(String label, String provider) {
        return new FormNotice(
                UNPROCESSABLE,
                "“" + label + "” is missing, or does not have the form that " + provider
                        + " uses. Enter the whole value, without spaces around it.");
    }

    /** The value becomes a user name of HTTP Basic. */
    public static FormNotice colon(String label) {
        return new FormNotice(
                UNPROCESSABLE,
                "“" + label + "” must not contain a colon (:). Enter the user name alone, without the password.");
    }

    public static FormNotice refused(String provider) {
        return new FormNotice(
                UNPROCESSABLE,
                provider + " did not accept this. Check that it is complete and still valid, then enter it again.");
    }

    /** The provider does not accept an entered client. */
    public static FormNotice clientRefused(String provider) {
        return clientRefused(UNPROCESSABLE, provider);
    }

    /** The same on a page to which the browser was redirected after the refusal. */
    public static FormNotice clientRefusedBefore(String provider) {
        return clientRefused(OK, provider);
    }

    private static FormNotice clientRefused(int httpStatus, String provider) {
        return new FormNotice(
                httpStatus,
                provider + " did not accept your client. Check its ID and secret there, and that this redirect URI is"
                        + " registered for it, then enter the client again.");
    }

    /** The provider recognises the entered credential, but it has too few permissions. */
    public static FormNotice forbidden(String provider) {
        return new FormNotice(
                UNPROCESSABLE,
                provider
                        + " denies the access that this connection needs, so nothing was saved. Check there what the account"
                        + " may do, then try again.");
    }

    /** The provider's response does not show whether the entered credential is valid. */
    public static FormNotice unexpected(String provider, @Nullable Integer httpStatus) {
        return new FormNotice(
                BAD_GATEWAY,
                provider + " gave an answer that this service does not expect"
                        + (httpStatus == null ? "" : " (HTTP status " + httpStatus + ")")
                        + ", so nothing was saved. What you entered may well be correct. Try again later; if it happens again,"
                        + " tell the operators of this service.");
    }

    /** The provider's host has an address to which this service does not connect. */
    public static FormNotice notCalled(String provider) {
        return new FormNotice(
                BAD_GATEWAY,
                "The server of " + provider + " has an internal address, and this service is not set up to call it, so"
                        + " nothing was saved. Tell the operators of this service, then try again.");
    }

    public static FormNotice unreachable(String provider) {
        return new FormNotice(
                UNAVAILABLE,
                provider + " does not respond at the moment, so nothing was saved. Try again in a minute.");
    }
}
