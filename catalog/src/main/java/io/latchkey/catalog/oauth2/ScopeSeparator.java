package io.latchkey.catalog.oauth2;

/** The separator between scopes. */
public enum ScopeSeparator {
    SPACE(" "),
    COMMA(",");

    private final String text;

    ScopeSeparator(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }
}
