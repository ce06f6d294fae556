package io.latchkey.contracts;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;
import java.util.UUID;

/** An internal message that reports what the broker or the verifier has observed about one connection. */
public interface Fact {
    /** Stable: a fact that is published again has the same id. */
    UUID factId();

    UUID connectionId();

    String tenant();

    Instant observedAt();

    /**
     * The CloudEvents {@code type}, which the JSON and the history carry too: {@code
     * io.latchkey.credential.refused.v1}.
     */
    default String type() {
        return getClass().getAnnotation(JsonTypeName.class).value();
    }
}
