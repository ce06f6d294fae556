package io.latchkey.catalog.oauth2;

import io.latchkey.catalog.request.AccountPointers;
import io.latchkey.catalog.rule.Require;
import org.jspecify.annotations.Nullable;

/**
 * Where the response to an exchange names the account.
 *
 * @param idToken JSON pointer to an ID token (OpenID Connect Core 1.0, section 2), to whose claims the others point;
 *     null: they point into the response
 * @param id JSON pointer to the account's stable id
 * @param tenant JSON pointer to the provider's tenant, where an id is unique only within one; null: ids are unique
 * @param label JSON pointer to a label that users recognise; null: the id
 */
public record ResponseAccount(
        @Nullable String idToken,
        String id,
        @Nullable String tenant,
        @Nullable String label) implements AccountPointers {
    public ResponseAccount {
        idToken = Require.optionalPointer("id-token", idToken);
        id = Require.pointer("id", id);
        tenant = Require.optionalPointer("tenant", tenant);
        label = Require.optionalPointer("label", label);
    }
}
