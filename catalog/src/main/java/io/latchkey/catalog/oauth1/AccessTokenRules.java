package io.latchkey.catalog.oauth1;

import io.latchkey.catalog.parameter.Templates;
import io.latchkey.catalog.request.AccountPointers;
import io.latchkey.catalog.rule.Require;
import org.jspecify.annotations.Nullable;

/**
 * The endpoint for access tokens: token credentials (RFC 5849, section 2.3).
 *
 * @param expiresIn JSON pointer to the lifetime of the token in seconds, in the response; null: it has none
 * @param expiresAt JSON pointer to the time at which the token expires, in the response; null: it has none
 * @param account where the response names the account; null: it does not
 */
public record AccessTokenRules(
        String url,
        @Nullable String expiresIn,
        @Nullable String expiresAt,
        @Nullable Account account) {
    public AccessTokenRules {
        url = Require.url("url", url);
        expiresIn = Require.optionalPointer("expires-in", expiresIn);
        expiresAt = Require.optionalPointer("expires-at", expiresAt);
    }

    public AccessTokenRules with(Templates templates) {
        return new AccessTokenRules(templates.url(url), expiresIn, expiresAt, account);
    }

    /**
     * @param id JSON pointer to the account's stable id
     * @param tenant JSON pointer to the provider's tenant, where an id is unique only within one; null: ids are unique
     * @param label JSON pointer to a label that users recognise; null: the id
     */
    public record Account(
            String id, @Nullable String tenant, @Nullable String label) implements AccountPointers {
        public Account {
            id = Require.pointer("id", id);
            tenant = Require.optionalPointer("tenant", tenant);
            label = Require.optionalPointer("label", label);
        }
    }
}
