package io.latchkey.connection.dependent;

import java.util.UUID;

/** Identifies a dependent: its own words, within its connection. */
record DependentKey(UUID connectionId, String kind, String ref) {
    /** A kind: lower-case letters, digits and {@code _ . -}. */
    static final String KIND = "^[a-z][a-z0-9_.-]{0,49}$";

    static final String NO_KIND =
            "is not a kind of 1 to 50 lower-case letters, digits and _ . - that begins with a letter. Send for example workflow.";

    /** A reference: what is allowed in a path without encoding (RFC 3986), and the colon. */
    static final String REF = "^[A-Za-z0-9][A-Za-z0-9_.:~-]{0,199}$";

    static final String NO_REF =
            "is not a reference of 1 to 200 letters, digits and _ . : ~ - that begins with a letter or digit. Send for example a UUID.";
}
