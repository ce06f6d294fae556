package io.latchkey.broker.client;

/** Limits for values that a provider issues. */
final class Issued {
    static final int MAX_LENGTH = 4096;
    static final int MOST_SECRETS = 3;
    static final int MOST_VALUES = 10;
    static final String MISSING = "is missing or empty. Send the value as the provider shows it.";
    static final String TOO_LONG = "is longer than {max} characters. Send the value as the provider shows it.";

    private Issued() {}
}
