package io.latchkey.catalog.discovery;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.CompletionStage;

/** Fetches metadata documents, without redirects and with limits on time and size. */
@FunctionalInterface
public interface MetadataDocuments {
    /** The JSON that a GET of {@code url} returns with status 200. Otherwise fails with {@link UnusableMetadata}. */
    CompletionStage<JsonNode> get(String url);
}
