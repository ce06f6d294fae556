package io.latchkey.verifier.probe;

import io.latchkey.contracts.probe.ProbeResult;

/** The result of asking the broker for a probe. */
public sealed interface Answer {
    /** The broker has run the probe. */
    record Probed(ProbeResult result) implements Answer {}

    /** The broker has no credential of this connection for the probe. */
    record NoCredential() implements Answer {}

    /**
     * The broker did not respond, or its response is not usable.
     *
     * @param detail code from a closed list that identifies the failure
     */
    record Unreachable(String detail) implements Answer {}
}
