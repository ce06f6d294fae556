package io.latchkey.catalog.oauth2;

/** The separator between scopes. */
public enum ScopeSeparator {
    SPACE(" "),
    COMMA(","),
    /** The provider takes no scope parameter: the registration of the client decides. */
    NONE("");

    private final String text;

    ScopeSeparator(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }
}
