package io.latchkey.connection.scope;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.latchkey.connection.authorization.Addition;
import io.latchkey.contracts.connection.ConnectionState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The result of a scope check. */
record ScopeCheck(
        @JsonPropertyDescription(
                "Whether the connection can be used for the task now: it works, and nothing is missing")
        boolean suffices,

        @JsonPropertyDescription("State of the connection; only ACTIVE and EXPIRING can be used")
        ConnectionState state,

        @JsonPropertyDescription("Permissions that the task needs, sorted")
        List<String> needed,

        @JsonPropertyDescription("Permissions that the task needs and the connection lacks, sorted")
        List<String> missing,

        @JsonPropertyDescription("The request that obtains what is missing; absent if the connection suffices")
        @Nullable
        NextStep nextStep) {
    /** A request for another authorization. */
    record NextStep(
            @JsonPropertyDescription("Where to POST the body, to get a link for the user")
            String url,

            @JsonPropertyDescription("Body of the request; more fields can be added to it")
            AddingAuthorization body) {}

    /** The body of such a request. */
    record AddingAuthorization(
            @JsonPropertyDescription("What to add to the connection")
            Addition add) {}
}
