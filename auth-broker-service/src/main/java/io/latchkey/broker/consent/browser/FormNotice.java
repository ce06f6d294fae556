package io.latchkey.broker.consent.browser;

import org.jspecify.annotations.Nullable;

/** Why the form is shown again. The page never repeats the entered values. */
public record FormNotice(Kind kind, String text) {
    /** The kind of reason. */
    public enum Kind {
        /** A value is missing, or cannot be one; no provider was asked. */
        MALFORMED(422),
        REFUSED(422),
        CLIENT_REFUSED(422),
        CLIENT_REFUSED_BEFORE(200),
        /** The credential is valid, and has too few permissions. */
        FORBIDDEN(422),
        UNEXPECTED(502),
        NOT_CALLED(502),
        UNREACHABLE(503);

        private final int httpStatus;

        Kind(int httpStatus) {
            this.httpStatus = httpStatus;
        }
    }

    public int httpStatus() {
        return kind.httpStatus;
    }

    public static FormNotice malformed(String label, String provider) {
        return new FormNotice(
                Kind.MALFORMED,
                "“" + label + "” is missing, or does not have the form that " + provider
                        + " uses. Enter the whole value, without spaces around it.");
    }

    /** The value becomes a user name of HTTP Basic. */
    public static FormNotice colon(String label) {
        return new FormNotice(
                Kind.MALFORMED,
                "“" + label + "” must not contain a colon (:). Enter the user name alone, without the password.");
    }

    public static FormNotice refused(String provider) {
        return new FormNotice(
                Kind.REFUSED,
                provider + " did not accept this. Check that it is complete and still valid, then enter it again.");
    }

    /** The provider does not accept an entered client. */
    public static FormNotice clientRefused(String provider) {
        return clientRefused(Kind.CLIENT_REFUSED, provider);
    }

    /** The same on a page to which the browser was redirected after the refusal. */
    public static FormNotice clientRefusedBefore(String provider) {
        return clientRefused(Kind.CLIENT_REFUSED_BEFORE, provider);
    }

    private static FormNotice clientRefused(Kind kind, String provider) {
        return new FormNotice(
                kind,
                provider
                        + " did not accept your client. Check its ID and secret there, and that it is set up as this page"
                        + " says, then enter the client again.");
    }

    /** The provider recognises the entered credential, but it has too few permissions. */
    public static FormNotice forbidden(String provider) {
        return new FormNotice(
                Kind.FORBIDDEN,
                provider
                        + " denies the access that this connection needs, so nothing was saved. Check there what the account"
                        + " may do, then try again.");
    }

    /** The provider's response does not show whether the entered credential is valid. */
    public static FormNotice unexpected(String provider, @Nullable Integer httpStatus) {
        return new FormNotice(
                Kind.UNEXPECTED,
                provider + " gave an answer that this service does not expect"
                        + (httpStatus == null ? "" : " (HTTP status " + httpStatus + ")")
                        + ", so nothing was saved. What you entered may well be correct. Try again later; if it happens again,"
                        + " tell the operators of this service.");
    }

    /** The provider's host has an address to which this service does not connect. */
    public static FormNotice notCalled(String provider) {
        return new FormNotice(
                Kind.NOT_CALLED,
                "The server of " + provider + " has an internal address, and this service is not set up to call it, so"
                        + " nothing was saved. Tell the operators of this service, then try again.");
    }

    public static FormNotice unreachable(String provider) {
        return new FormNotice(
                Kind.UNREACHABLE,
                provider + " does not respond at the moment, so nothing was saved. Try again in a minute.");
    }
}
