package io.latchkey.broker.provider.draft;

import com.fasterxml.jackson.databind.JsonNode;
import io.latchkey.broker.upstream.ProviderHttp;
import io.latchkey.broker.upstream.ProviderRequest;
import io.latchkey.broker.upstream.failure.CatalogFault;
import io.latchkey.broker.upstream.failure.Failure;
import io.latchkey.broker.upstream.failure.ProviderErrors;
import io.latchkey.broker.upstream.failure.ProviderException;
import io.latchkey.broker.upstream.response.ProviderResponse;
import io.latchkey.catalog.discovery.MetadataDocuments;
import io.latchkey.catalog.discovery.UnusableMetadata;
import io.latchkey.catalog.discovery.UnusableMetadata.Kind;
import io.vertx.core.http.HttpMethod;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** Fetches metadata documents as requests to providers, with their limits and the rule for their addresses. */
@ApplicationScoped
class ProviderMetadata implements MetadataDocuments {
    private static final int OK = 200;

    private final ProviderHttp http;

    ProviderMetadata(ProviderHttp http) {
        this.http = http;
    }

    @Override
    public CompletionStage<JsonNode> get(String url) {
        return http.send(new ProviderRequest(HttpMethod.GET, url, Map.of("Accept", "application/json"), null))
                .map(ProviderMetadata::document)
                .onFailure(ProviderException.class)
                .transform(failure -> fault(((ProviderException) failure).failure()))
                .subscribeAsCompletionStage();
    }

    private static JsonNode document(ProviderResponse response) {
        if (response.status() != OK) {
            throw UnusableMetadata.status(response.status());
        }
        if (response.isPage()) {
            throw UnusableMetadata.notJson();
        }
        return response.at("");
    }

    private static UnusableMetadata fault(Failure failure) {
        if (CatalogFault.ADDRESS_NOT_ALLOWED.is(failure)) {
            return new UnusableMetadata(Kind.NOT_ALLOWED, "has a host without a public address, so it is not called");
        }
        return switch (failure.detail()) {
            case ProviderErrors.TOO_LARGE -> UnusableMetadata.tooLarge();
            case Failure.DNS -> UnusableMetadata.unknownHost();
            case Failure.TLS -> UnusableMetadata.invalidCertificate();
            default -> UnusableMetadata.noResponse();
        };
    }
}
