package io.latchkey.broker.consent.begin;

import io.latchkey.broker.consent.Bodies;
import io.latchkey.broker.consent.Pkce;
import io.latchkey.catalog.Catalog;
import io.latchkey.catalog.Permission;
import io.latchkey.catalog.PlatformModule;
import io.latchkey.catalog.Provider;
import io.latchkey.catalog.Suggestions;
import io.latchkey.contracts.Limits;
import io.latchkey.contracts.credential.AuthorizationRequest;
import io.latchkey.work.failure.Invalid;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rules for a request for consent. Each violation is an {@link Invalid} that names the field and the remedy. */
final class ConsentRules {
    private final Catalog catalog;
    private final ReturnUrls returnUrls;

    ConsentRules(Catalog catalog, ReturnUrls returnUrls) {
        this.catalog = catalog;
        this.returnUrls = returnUrls;
    }

    /** A valid request, with the permissions that result from it. */
    record Accepted(Provider provider, @Nullable String method, List<String> permissions) {}

    Accepted check(@Nullable AuthorizationRequest request) {
        Bodies.require("body", request);
        Bodies.require("connectionId", request.connectionId());
        Bodies.require("principal", request.principal());
        Bodies.require("modules", request.modules());
        Bodies.require("permissions", request.permissions());
        Bodies.requireTenant(request.tenant());
        var provider = provider(request.provider());
        requireMethod(request.method(), provider);
        requireKnown(
                "modules",
                request.modules(),
                provider.modules().stream().map(PlatformModule::id).toList());
        requireKnown(
                "permissions",
                request.permissions(),
                provider.permissions().stream().map(Permission::id).toList());
        Bodies.require("returnUrl", request.returnUrl());
        returnUrls.require(request.tenant(), request.returnUrl());
        requireCallerState(request.callerState());
        requireChallenge(request.codeChallenge());
        return new Accepted(provider, request.method(), provider.requested(request.modules(), request.permissions()));
    }

    private Provider provider(@Nullable String id) {
        Bodies.require("provider", id);
        return catalog.find(id).orElseThrow(() -> unknown("provider", id, catalog.ids()));
    }

    private static void requireMethod(@Nullable String method, Provider provider) {
        if (method != null && provider.method(method).isEmpty()) {
            throw new Invalid(
                    "method",
                    provider.name() + " has no authentication method of that id.",
                    "Use one of: " + String.join(", ", provider.methodIds()) + ".");
        }
    }

    private static void requireKnown(String field, List<String> ids, Collection<String> known) {
        for (var id : ids) {
            Bodies.require(field, id);
            if (!known.contains(id)) {
                throw unknown(field, id, known);
            }
        }
    }

    private static void requireCallerState(@Nullable String state) {
        if (state != null
                && (state.length() > Limits.CALLER_STATE_LENGTH || state.chars().anyMatch(Character::isISOControl))) {
            throw new Invalid(
                    "callerState",
                    "The state is longer than " + Limits.CALLER_STATE_LENGTH
                            + " characters, or contains control characters.",
                    "Send a short reference to data that you store yourself.");
        }
    }

    private static void requireChallenge(@Nullable String challenge) {
        if (challenge != null && !Pkce.isChallenge(challenge)) {
            throw new Invalid(
                    "codeChallenge",
                    "The challenge is not the base64url text of a SHA-256 hash.",
                    "Send the S256 challenge of RFC 7636: 43 characters without padding.");
        }
    }

    private static Invalid unknown(String field, String id, Collection<String> known) {
        var shown = id.length() > 64 || id.chars().anyMatch(Character::isISOControl) ? "That" : "'" + id + "'";
        return new Invalid(field, shown + " is unknown.", Suggestions.remedy(id, known));
    }
}
