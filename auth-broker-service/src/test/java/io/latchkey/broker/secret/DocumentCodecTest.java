package io.latchkey.broker.secret;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.latchkey.catalog.Origin;
import io.latchkey.contracts.connection.Account;
import io.latchkey.contracts.connection.Permissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DocumentCodecTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final CredentialDocument document = new CredentialDocument(
            3,
            UUID.fromString("00000000-0000-7000-8000-000000000001"),
            UUID.fromString("00000000-0000-7000-8000-000000000002"),
            "northwind",
            "client",
            new Account("1", "nora@northwind.example"),
            List.of("contact-sync"),
            NOW,
            new Grant(
                    new Tokens(Secret.of("s3cr3t"), null, NOW, NOW.plusSeconds(60), null),
                    List.of("openid"),
                    Permissions.of(List.of("profile", "files:read"), List.of("profile")),
                    null,
                    true),
            null,
            new Origin(
                    null,
                    "https://northwind.example:443/token",
                    "https://northwind.example:443/token",
                    List.of("https://northwind.example:443")));

    @Test
    void whatIsWrittenIsReadAgain() {
        assertThat(DocumentCodec.fromBytes(DocumentCodec.toBytes(document))).isEqualTo(document);
        assertThat(DocumentCodec.fromMap(DocumentCodec.toMap(document))).isEqualTo(document);
    }

    @Test
    void anyOtherMapperFindsNoSecret() throws JsonProcessingException {
        var mapper = JsonMapper.builder()
                .addModule(new JavaTimeModule())
                .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
                .build();

        assertThat(mapper.writeValueAsString(document)).doesNotContain("s3cr3t");
        assertThat(document.toString()).doesNotContain("s3cr3t");
    }

    @Test
    void whatCannotBeReadIsNotQuoted() {
        assertThatThrownBy(() -> DocumentCodec.fromBytes("{\"generation\":\"s3cr3t\"}".getBytes(UTF_8)))
                .hasMessageNotContaining("s3cr3t")
                .hasNoCause();
        assertThatThrownBy(() -> DocumentCodec.fromMap(Map.of("generation", "s3cr3t")))
                .hasMessageNotContaining("s3cr3t")
                .hasNoCause();
    }

    @Test
    void aDocumentOfALaterReleaseMaySayMore() {
        var map = DocumentCodec.toMap(document);
        map.put("colour", "red");

        assertThat(DocumentCodec.fromMap(map)).isEqualTo(document);
    }
}
