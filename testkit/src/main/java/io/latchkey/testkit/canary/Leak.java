package io.latchkey.testkit.canary;

import java.util.Optional;

/**
 * A secret in a place where secrets are forbidden.
 *
 * @param place where
 * @param form the secret in the encoding that was found
 */
record Leak(String place, String form) {
    static Optional<Leak> in(String text, String place) {
        return Marks.in(text).map(form -> new Leak(place, form));
    }

    @Override
    public String toString() {
        return place + " shows " + form;
    }
}
