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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DocumentCodecTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private static CredentialDocument document(Material material) {
        return new CredentialDocument(
                3,
                UUID.fromString("00000000-0000-7000-8000-000000000001"),
                UUID.fromString("00000000-0000-7000-8000-000000000002"),
                "northwind",
                "main",
                ClientRef.ofInstallation("client"),
                new Account("1", "nora@northwind.example"),
                List.of("contact-sync"),
                NOW,
                new Grant(
                        material,
                        List.of("openid"),
                        Permissions.of(List.of("profile", "files:read"), List.of("profile")),
                        null,
                        true),
                null,
                new Origin(
                        null,
                        "https://northwind.example:443/token",
                        "https://northwind.example:443/token",
                        List.of("https://northwind.example:443")),
                Map.of(),
                null);
    }

    static List<Arguments> documents() {
        return List.of(
                Arguments.of(
                        "oauth2_tokens",
                        document(new OAuth2Tokens(Secret.of("s3cr3t"), null, NOW, NOW.plusSeconds(60), null))),
                Arguments.of(
                        "client_token",
                        document(new ClientToken(
                                Map.of("client_secret", Secret.of("s3cr3t")), Secret.of("s3cr3t"), NOW, null))),
                Arguments.of(
                        "session_token",
                        document(new SessionToken(
                                Map.of("password", Secret.of("s3cr3t")), Secret.of("s3cr3t"), NOW, NOW))),
                Arguments.of("driver_fields", document(new DriverFields(Map.of("password", Secret.of("s3cr3t")), NOW))),
                Arguments.of(
                        "api-key",
                        document(
                                new ApiKeyValues(Map.of("site", Secret.of("acme"), "key", Secret.of("s3cr3t")), NOW))));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void whatIsWrittenIsReadAgain(String kind, CredentialDocument document) {
        assertThat(DocumentCodec.fromBytes(DocumentCodec.toBytes(document))).isEqualTo(document);
        assertThat(DocumentCodec.fromMap(DocumentCodec.toMap(document))).isEqualTo(document);
    }

    @ParameterizedTest
    @MethodSource("documents")
    void whatIsWrittenNamesItsKind(String kind, CredentialDocument document) {
        assertThat(material(DocumentCodec.toMap(document))).containsEntry("kind", kind);
    }

    @ParameterizedTest
    @MethodSource("documents")
    void aKindOfALaterReleaseIsNotTakenForAnother(String kind, CredentialDocument document) {
        var map = DocumentCodec.toMap(document);
        material(map).put("kind", "carved_in_stone");

        assertThatThrownBy(() -> DocumentCodec.fromMap(map))
                .hasMessageNotContaining("s3cr3t")
                .hasNoCause();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void anyOtherMapperFindsNoSecret(String kind, CredentialDocument document) throws JsonProcessingException {
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

    @ParameterizedTest
    @MethodSource("documents")
    void aDocumentOfALaterReleaseMaySayMore(String kind, CredentialDocument document) {
        var map = DocumentCodec.toMap(document);
        map.put("colour", "red");

        assertThat(DocumentCodec.fromMap(map)).isEqualTo(document);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> material(Map<String, Object> document) {
        return (Map<String, Object>) ((Map<String, Object>) document.get("grant")).get("material");
    }
}
