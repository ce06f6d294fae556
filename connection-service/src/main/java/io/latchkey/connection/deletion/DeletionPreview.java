package io.latchkey.connection.deletion;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.latchkey.connection.dependent.DependentView;
import io.latchkey.contracts.connection.Revocation;
import java.util.List;
import java.util.UUID;

/** What the deletion of a connection would do now. */
record DeletionPreview(
        @JsonPropertyDescription(
                "How many dependents are registered; with any, the deletion needs ignoreDependents=true")
        int dependents,

        @JsonPropertyDescription("The newest dependents, up to 5")
        List<DependentView> newestDependents,

        @JsonPropertyDescription(
                "Other connections of the tenant that share authorization server, client and account, by their ids, up to 20; empty if the provider does not identify accounts")
        List<UUID> siblings,

        @JsonPropertyDescription(
                "Whether a revocation at the provider ends all access that the account has granted to the client, so that it also ends siblings")
        boolean endsAllAccess,

        @JsonPropertyDescription(
                "Result of the revocation, if the provider accepts it and nothing changes before; with force=true, the credential is revoked even if this says left")
        Revocation revocation) {}
