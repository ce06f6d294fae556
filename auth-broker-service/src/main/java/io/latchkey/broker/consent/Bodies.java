package io.latchkey.broker.consent;

import io.latchkey.contracts.Tenants;
import io.latchkey.contracts.credential.CompletionRequest;
import io.latchkey.contracts.credential.LinkRequest;
import io.latchkey.work.failure.Invalid;
import org.jspecify.annotations.Nullable;

/** Validates the bodies of internal calls. A missing or invalid member is reported as {@link Invalid} with its name. */
public final class Bodies {
    private Bodies() {}

    public static LinkRequest complete(@Nullable LinkRequest body) {
        require("body", body);
        require("connectionId", body.connectionId());
        requireTenant(body.tenant());
        return body;
    }

    public static CompletionRequest complete(@Nullable CompletionRequest body) {
        require("body", body);
        require("connectionId", body.connectionId());
        requireTenant(body.tenant());
        require("principal", body.principal());
        require("code", body.code());
        return body;
    }

    public static void requireTenant(@Nullable String tenant) {
        if (tenant == null || !Tenants.VALID.matcher(tenant).matches()) {
            throw new Invalid("tenant", "The tenant id is not valid.", "Send the id of the caller's tenant.");
        }
    }

    public static void require(String field, @Nullable Object value) {
        if (value == null) {
            throw new Invalid(field, "The value is missing.", "Send a value.");
        }
    }
}
