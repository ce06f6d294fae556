package io.latchkey.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.latchkey.demo.http.Answer;
import io.latchkey.demo.http.Http;
import io.latchkey.demo.stack.StackInfo;
import java.util.Optional;
import java.util.UUID;

/** An operator's view of Vault, with which the story shows that a secret is stored or destroyed. */
public final class VaultView {
    private final StackInfo stack;
    private final Http http;

    public VaultView(StackInfo stack, Http http) {
        this.stack = stack;
        this.http = http;
    }

    /** The connection's document, if there is one. */
    public Optional<JsonNode> document(String tenant, UUID connection) {
        var answer = look("data", tenant, connection).expect(200, 404);
        return answer.status() == 404
                ? Optional.empty()
                : Optional.of(answer.body().at("/data/data"));
    }

    /** Whether nothing is left: no version, no metadata. */
    public boolean isGone(String tenant, UUID connection) {
        return look("metadata", tenant, connection).expect(200, 404).status() == 404;
    }

    /** The refresh token in the connection's document; there must be one. */
    public String refreshToken(String tenant, UUID connection) {
        return document(tenant, connection)
                .map(document -> document.findPath("refreshToken").asText(""))
                .filter(token -> !token.isEmpty())
                .orElseThrow(() -> new IllegalStateException("Vault holds no refresh token for " + connection));
    }

    private Answer look(String kind, String tenant, UUID connection) {
        var path = "/v1/latchkey/" + kind + "/connections/" + tenant + "/" + connection;
        return http.get(stack.vault() + path, "X-Vault-Token", stack.vaultToken());
    }
}
