package io.latchkey.catalog.parameter;

/** The steps of a consent, in their order: when a value becomes known, and when a template needs it. */
public enum Step {
    AUTHORIZATION("the authorization request"),
    CALLBACK("the callback"),
    TOKEN_RESPONSE("the token response"),
    IDENTITY("the response that identifies the account");

    private final String text;

    Step(String text) {
        this.text = text;
    }

    public boolean isAfter(Step other) {
        return compareTo(other) > 0;
    }

    /** For the author of a catalog entry. */
    @Override
    public String toString() {
        return text;
    }
}
