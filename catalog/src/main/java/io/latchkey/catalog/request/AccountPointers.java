package io.latchkey.catalog.request;

import org.jspecify.annotations.Nullable;

/** JSON pointers (RFC 6901) to the values that name an account. */
public interface AccountPointers {
    /** To the account's stable id; null: the provider names only a label, which does not tell accounts apart. */
    @Nullable
    String id();

    /** To the provider's tenant, where an id is unique only within one; null: ids are unique. */
    @Nullable
    String tenant();

    /** The tenant itself, where no response names it; null: {@link #tenant} does. */
    default @Nullable String tenantValue() {
        return null;
    }

    /** To a label that users recognise; null: the id. */
    @Nullable
    String label();
}
