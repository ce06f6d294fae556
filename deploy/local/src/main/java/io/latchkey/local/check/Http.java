package io.latchkey.local.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** JSON over HTTP, with the CA that a service will trust. */
final class Http {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private final HttpClient client;

    /** @param ca a file with certificates; the JVM's own unless given */
    Http(Optional<String> ca) throws IOException {
        var builder = HttpClient.newBuilder().connectTimeout(PATIENCE);
        if (ca.isPresent()) {
            builder = builder.sslContext(trusting(Path.of(ca.get())));
        }
        client = builder.build();
    }

    /** @param body null if the response has none, or is not JSON */
    record Answer(int status, JsonNode body) {}

    Answer get(String url, Map<String, String> headers) throws IOException {
        return send("GET", url, BodyPublishers.noBody(), headers);
    }

    Answer post(String url, String body, Map<String, String> headers) throws IOException {
        return send("POST", url, BodyPublishers.ofString(body), headers);
    }

    private Answer send(String method, String url, BodyPublisher body, Map<String, String> headers) throws IOException {
        try {
            var request =
                    HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE).method(method, body);
            headers.forEach(request::header);
            var response = client.send(request.build(), BodyHandlers.ofByteArray());
            return new Answer(response.statusCode(), json(response.body()));
        } catch (IllegalArgumentException e) {
            throw new IOException("this is not a URL: " + url, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static JsonNode json(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            return JSON.missingNode();
        }
    }

    private static SSLContext trusting(Path ca) throws IOException {
        try (var file = Files.newInputStream(ca)) {
            var store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(file)) {
                store.setCertificateEntry("ca-" + store.size(), certificate);
            }
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            var context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException(ca + " contains no readable certificates", e);
        }
    }
}
