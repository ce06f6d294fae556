package io.latchkey.broker.consent.browser;

/** Why a form is shown again. What was entered is never repeated. */
public record FormNotice(int httpStatus, String text) {
    private static final int UNPROCESSABLE = 422;
    private static final int UNAVAILABLE = 503;

    public static FormNotice malformed(String label, String provider) {
        return new FormNotice(
                UNPROCESSABLE,
                "“" + label + "” is missing, or is not what " + provider
                        + " issues. Copy the whole value, without spaces around it.");
    }

    public static FormNotice refused(String provider) {
        return new FormNotice(
                UNPROCESSABLE,
                provider + " did not accept this. Check that you copied it completely and that it is still valid, then"
                        + " enter it again.");
    }

    public static FormNotice unreachable(String provider) {
        return new FormNotice(
                UNAVAILABLE, provider + " does not answer at the moment, so nothing was saved. Try again in a minute.");
    }
}
