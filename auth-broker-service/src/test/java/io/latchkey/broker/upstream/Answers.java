package io.latchkey.broker.upstream;

import io.latchkey.broker.upstream.response.ProviderResponse;
import io.vertx.core.MultiMap;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Answers as a provider would give them. */
public final class Answers {
    private Answers() {}

    public static ProviderResponse of(int status, String body) {
        return of(status, body, Map.of());
    }

    /** As much of {@code body} as came before the connection ended. */
    public static ProviderResponse cut(String body) {
        return new ProviderResponse(
                200, MultiMap.caseInsensitiveMultiMap(), body.getBytes(StandardCharsets.UTF_8), true);
    }

    public static ProviderResponse of(byte[] body, String contentType) {
        return new ProviderResponse(
                200, MultiMap.caseInsensitiveMultiMap().add("Content-Type", contentType), body, false);
    }

    public static ProviderResponse of(int status, String body, Map<String, String> headers) {
        return new ProviderResponse(
                status,
                MultiMap.caseInsensitiveMultiMap().addAll(headers),
                body.getBytes(StandardCharsets.UTF_8),
                false);
    }
}
