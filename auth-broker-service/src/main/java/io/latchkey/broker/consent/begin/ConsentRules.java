package io.latchkey.broker.consent.begin;

import io.latchkey.broker.catalog.CurrentCatalog;
import io.latchkey.broker.catalog.Needs;
import io.latchkey.catalog.Provider;
import io.latchkey.catalog.Suggestions;
import io.latchkey.contracts.credential.AuthorizationRequest;
import io.latchkey.work.failure.Invalid;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rules for a request for consent that need the catalog or the allow-list. Each violation is an {@link Invalid} that names the
 * field and the remedy.
 */
final class ConsentRules {
    private final CurrentCatalog catalog;
    private final ReturnUrls returnUrls;

    ConsentRules(CurrentCatalog catalog, ReturnUrls returnUrls) {
        this.catalog = catalog;
        this.returnUrls = returnUrls;
    }

    /** A valid request, with the permissions that result from it. */
    record Accepted(Provider provider, @Nullable String method, List<String> permissions) {}

    Accepted check(AuthorizationRequest request) {
        var provider = provider(request.provider());
        requireMethod(request.method(), provider);
        var permissions = Needs.of(provider, request.modules(), request.permissions());
        returnUrls.require(request.tenant(), request.returnUrl());
        return new Accepted(provider, request.method(), permissions);
    }

    private Provider provider(String id) {
        return catalog.find(id)
                .orElseThrow(() -> catalog.isSuspended(id)
                        ? CurrentCatalog.suspended(id)
                        : unknown("provider", id, catalog.get().ids()));
    }

    private static void requireMethod(@Nullable String method, Provider provider) {
        if (method != null && provider.method(method).isEmpty()) {
            throw new Invalid(
                    "method",
                    provider.name() + " has no authentication method of that id.",
                    "Use one of: " + String.join(", ", provider.methodIds()) + ".");
        }
    }

    private static Invalid unknown(String field, String id, Collection<String> known) {
        var shown = id.length() > 64 || id.chars().anyMatch(Character::isISOControl) ? "That" : "'" + id + "'";
        return new Invalid(field, shown + " is unknown.", Suggestions.remedy(id, known));
    }
}
