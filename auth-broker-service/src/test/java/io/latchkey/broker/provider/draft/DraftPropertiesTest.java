package io.latchkey.broker.provider.draft;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.latchkey.catalog.discovery.Discovery;
import io.latchkey.catalog.discovery.DiscoveryException;
import io.latchkey.catalog.discovery.Draft;
import io.latchkey.catalog.discovery.DraftNames;
import io.latchkey.catalog.discovery.UnusableMetadata;
import io.latchkey.catalog.read.CatalogFile;
import io.latchkey.catalog.read.CatalogReader;
import io.latchkey.testkit.random.Chance;
import io.latchkey.testkit.random.Inputs;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** Holds for whatever a provider publishes. */
class DraftPropertiesTest {
    private static final int INPUTS = 5_000;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String METADATA = """
            {"issuer": "https://acme.example", "resource": "https://acme.example",
             "authorization_servers": ["https://acme.example"],
             "authorization_endpoint": "https://acme.example/authorize",
             "token_endpoint": "https://acme.example/token", "revocation_endpoint": "https://acme.example/revoke",
             "userinfo_endpoint": "https://acme.example/userinfo", "resource_name": "Acme",
             "service_documentation": "https://acme.example/docs", "claims_supported": ["email"],
             "scopes_supported": ["openid", "offline_access", "contacts:read", "https://acme.example/files"],
             "code_challenge_methods_supported": ["S256"], "token_endpoint_auth_methods_supported": ["none"]}
            """;

    private final CatalogReader reader = CatalogReader.withoutVariables(host -> false);

    @Test
    void metadataLeadsToAValidEntryOrToANamedFailure() {
        Inputs.check(INPUTS, chance -> {
            var discovery = new Discovery(url -> document(chance), host -> false);
            try {
                var draft = discovery
                        .draft("https://acme.example", new DraftNames(null, null))
                        .toCompletableFuture()
                        .join();
                assertThat(faults(draft)).as(draft.text()).isEmpty();
            } catch (CompletionException e) {
                assertThat(e.getCause()).isInstanceOf(DiscoveryException.class);
            }
        });
    }

    private List<?> faults(Draft draft) {
        return reader.examine(List.of(new CatalogFile(draft.id() + ".yaml", draft.text())))
                .faults();
    }

    private static CompletionStage<JsonNode> document(Chance chance) {
        try {
            return CompletableFuture.completedStage(JSON.readTree(text(chance)));
        } catch (JsonProcessingException e) {
            return CompletableFuture.failedStage(UnusableMetadata.notJson());
        }
    }

    private static String text(Chance chance) {
        return chance.any(
                () -> METADATA,
                () -> new String(chance.damaged(METADATA.getBytes(UTF_8)), UTF_8),
                () -> replaced(chance, "contacts:read"),
                () -> replaced(chance, "Acme"),
                () -> replaced(chance, "example/docs"),
                () -> replaced(chance, "example/token"),
                () -> METADATA.replace("\"email\"", chance.text()));
    }

    private static String replaced(Chance chance, String value) {
        try {
            var text = JSON.writeValueAsString(chance.text());
            return METADATA.replace(value, text.substring(1, text.length() - 1));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
