package io.latchkey.catalog.request;

import io.latchkey.catalog.rule.Require;

/** A response is good only if the text at {@code pointer} (RFC 6901) equals {@code equals}. */
public record Assertion(String pointer, String equals) {
    public Assertion {
        pointer = Require.pointer("pointer", pointer);
        equals = Require.present("equals", equals);
    }
}
