package io.latchkey.local.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.latchkey.catalog.discovery.MetadataDocuments;
import io.latchkey.catalog.discovery.UnusableMetadata;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** Fetches metadata documents from this machine. The limits are those of the broker. */
public final class HttpMetadata implements MetadataDocuments {
    private static final int LONGEST = 1 << 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Duration limit;
    private final HttpClient client;

    public HttpMetadata() {
        this(Duration.ofSeconds(10));
    }

    /** @param limit for a whole response */
    HttpMetadata(Duration limit) {
        this.limit = limit;
        this.client = HttpClient.newBuilder()
                .connectTimeout(limit)
                .followRedirects(Redirect.NEVER)
                .build();
    }

    /** The time limit of the client ends with the headers of a response, so there is another one here. */
    @Override
    public CompletionStage<JsonNode> get(String url) {
        return CompletableFuture.supplyAsync(() -> fetched(url))
                .orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(failure -> {
                    throw fault(failure);
                });
    }

    private JsonNode fetched(String url) {
        var request = HttpRequest.newBuilder(URI.create(url))
                .header("Accept", "application/json")
                .timeout(limit)
                .build();
        try {
            var response = client.send(request, BodyHandlers.ofInputStream());
            try (var body = response.body()) {
                return json(response, body.readNBytes(LONGEST + 1));
            }
        } catch (IOException e) {
            throw new CompletionException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CompletionException(e);
        }
    }

    private static JsonNode json(HttpResponse<?> response, byte[] body) {
        if (response.statusCode() != 200) {
            throw UnusableMetadata.status(response.statusCode());
        }
        if (body.length > LONGEST) {
            throw UnusableMetadata.tooLarge();
        }
        try {
            return JSON.readTree(new String(body, StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw UnusableMetadata.notJson();
        }
    }

    private static UnusableMetadata fault(Throwable failure) {
        for (var cause : causes(failure)) {
            if (cause instanceof UnusableMetadata unusable) {
                return unusable;
            }
            if (cause instanceof UnresolvedAddressException) {
                return UnusableMetadata.unknownHost();
            }
            if (cause instanceof SSLException) {
                return UnusableMetadata.invalidCertificate();
            }
        }
        return UnusableMetadata.noResponse();
    }

    private static Iterable<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)::iterator;
    }
}
