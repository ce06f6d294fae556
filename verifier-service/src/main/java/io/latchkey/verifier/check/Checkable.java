package io.latchkey.verifier.check;

import io.latchkey.contracts.check.CheckRequest;
import io.latchkey.contracts.connection.ConnectionState;
import io.latchkey.work.failure.Conflict;
import io.latchkey.work.failure.NotFound;

/** Decides whether a valid request names a connection that can be checked. */
final class Checkable {
    private Checkable() {}

    /** Returns the request. Throws {@link NotFound} or {@link Conflict} if there is nothing to check. */
    static CheckRequest require(CheckRequest request) {
        var view = request.connection();
        if (view.state() == ConnectionState.DELETED) {
            throw new NotFound("connection");
        }
        if (view.generation() < 1) {
            throw new Conflict(
                    "authorization-pending",
                    "The connection has not been authorized yet.",
                    "Complete its authorization first.");
        }
        return request;
    }
}
