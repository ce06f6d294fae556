package io.latchkey.connection.stage;

import io.latchkey.contracts.check.CheckFact.CheckCompleted;
import io.latchkey.contracts.check.CheckRequest;
import io.latchkey.contracts.connection.Outcome;
import io.latchkey.contracts.connection.Reason;
import java.time.Instant;
import java.util.UUID;

/** Plays verifier-service, which finds every connection well. */
public final class ScriptedVerifier extends ScriptedService {
    @Override
    protected void usual() {
        finds(Outcome.OK, null, null, 200);
    }

    /** What it finds from now on. */
    public void finds(Outcome outcome, Reason reason, String detail, Integer httpStatus) {
        when("/checks", request -> {
            var connection = read(request.body(), CheckRequest.class).connection();
            return new Answer(
                    200,
                    new CheckCompleted(
                            UUID.randomUUID(),
                            connection.id(),
                            connection.tenant(),
                            connection.generation(),
                            connection.generation() * ScriptedBroker.VERSIONS_PER_GENERATION,
                            Instant.now(),
                            outcome,
                            reason,
                            detail,
                            httpStatus,
                            12L,
                            null,
                            null,
                            null));
        });
    }
}
