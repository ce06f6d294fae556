package io.latchkey.verifier.probe;

import io.latchkey.contracts.probe.ProbeResult;

/** What came of asking the broker for a probe. */
public sealed interface Answer {
    /** The broker made it. */
    record Probed(ProbeResult result) implements Answer {}

    /** The broker has no credential of this connection to probe with. */
    record NoCredential() implements Answer {}

    /**
     * The broker did not answer, or not usefully.
     *
     * @param detail a closed code that says how it failed
     */
    record Unreachable(String detail) implements Answer {}
}
