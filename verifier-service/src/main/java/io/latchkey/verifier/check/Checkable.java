package io.latchkey.verifier.check;

import io.latchkey.contracts.Tenants;
import io.latchkey.contracts.check.CheckRequest;
import io.latchkey.contracts.connection.ConnectionState;
import io.latchkey.contracts.connection.ConnectionView;
import io.latchkey.work.failure.Conflict;
import io.latchkey.work.failure.Invalid;
import io.latchkey.work.failure.NotFound;
import org.jspecify.annotations.Nullable;

/** Validates requests for a check. */
final class Checkable {
    private Checkable() {}

    /**
     * Returns the request. Throws a problem if the request is incomplete (the problem names the field) or if there is
     * nothing to check.
     */
    static CheckRequest require(@Nullable CheckRequest request) {
        if (request == null) {
            throw missing("body");
        }
        var view = request.connection();
        if (view == null) {
            throw missing("connection");
        }
        requireComplete(view);
        if (request.sequence() < 1) {
            throw new Invalid("sequence", "The sequence is below 1.", "Send the connection's current sequence.");
        }
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

    private static void requireComplete(ConnectionView view) {
        if (view.id() == null) {
            throw missing("connection.id");
        }
        if (view.state() == null) {
            throw missing("connection.state");
        }
        if (view.provider() == null || view.provider().id() == null) {
            throw missing("connection.provider.id");
        }
        if (view.tenant() == null || !Tenants.VALID.matcher(view.tenant()).matches()) {
            throw new Invalid(
                    "connection.tenant", "The tenant id is not valid.", "Send the id of the connection's tenant.");
        }
    }

    private static Invalid missing(String field) {
        return new Invalid(field, "The value is missing.", "Send the connection's public view and its sequence.");
    }
}
