package io.latchkey.broker.provider;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.latchkey.broker.provider.ProviderView.MarkView;
import io.latchkey.broker.provider.RegisteredClients.Serving;
import io.latchkey.catalog.AuthSpec;
import io.latchkey.catalog.Provider;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A provider in a list: as much as people need to choose one. */
record ProviderSummary(
        @JsonPropertyDescription("Id of the provider") String id,

        @JsonPropertyDescription("Display name of the provider")
        String name,

        @JsonPropertyDescription("Kind of the provider, by which a list can be filtered")
        String category,

        @JsonPropertyDescription("Neutral sign for the provider, instead of a logo")
        MarkView mark,

        @JsonPropertyDescription(
                "Types of the authentication methods, for example oauth2-code or api-key; a new connection uses the first unless its request names another method")
        List<String> methodTypes,

        @JsonPropertyDescription(
                "Whether a client is registered for the methods that need one; until then they cannot be used. Absent if no method needs a registered client, and while Vault is unavailable")
        @Nullable
        Boolean clientConfigured,

        @JsonPropertyDescription("Whether each consent grants every permission")
        boolean fullAccessOnly) {
    static ProviderSummary of(Provider provider, Serving serving) {
        return new ProviderSummary(
                provider.id(),
                provider.name(),
                provider.category(),
                MarkView.of(provider.mark()),
                provider.methods().stream().map(AuthSpec::type).distinct().toList(),
                needsClient(provider) ? serving.configured(provider.id()) : null,
                provider.grantsOnlyFullAccess());
    }

    private static boolean needsClient(Provider provider) {
        return provider.methods().stream()
                .anyMatch(method ->
                        method.hasClient() && provider.hostOf(method.id()).isEmpty());
    }
}
