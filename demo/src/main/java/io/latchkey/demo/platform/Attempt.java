package io.latchkey.demo.platform;

import io.latchkey.demo.http.Answer;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * One attempt to get consent, as the platform that began it remembers it.
 *
 * @param url the link for the person who shall consent
 * @param statusUrl shows where the consent stands
 * @param key whose challenge was sent ahead, and whose verifier completes
 */
public record Attempt(UUID connection, UUID authorization, URI url, URI statusUrl, ProofKey key) {
    /** Begins a new connection; the API must answer 201. */
    public static Attempt toConnect(Platform platform, String provider, List<String> modules, URI returnUrl) {
        var key = ProofKey.create();
        var created = platform.connect(Map.of(
                        "provider",
                        provider,
                        "modules",
                        modules,
                        "returnUrl",
                        returnUrl.toString(),
                        "callerState",
                        "demo",
                        "codeChallenge",
                        key.challenge()))
                .expect(201);
        var authorization = UUID.fromString(created.text("/authorization/id"));
        return new Attempt(
                created.id(),
                authorization,
                created.uri("/authorization/url"),
                created.uri("/authorization/statusUrl"),
                key);
    }

    /** Starts a reauthorization of a connection with its current modules; the API must respond with 201. */
    public static Attempt toReauthorize(Platform platform, UUID connection, URI returnUrl) {
        var key = ProofKey.create();
        var request = Map.of("returnUrl", returnUrl.toString(), "codeChallenge", key.challenge());
        var offer = platform.reauthorize(connection, request).expect(201);
        return new Attempt(connection, offer.id(), offer.uri("/url"), offer.uri("/statusUrl"), key);
    }

    /** Redeems the code of the redirect. */
    public Answer complete(Platform platform, String code) {
        return platform.complete(connection, authorization, Map.of("code", code, "codeVerifier", key.verifier()));
    }

    @Override
    public String toString() {
        return "Attempt[connection=" + connection + ", authorization=" + authorization + "]";
    }
}
