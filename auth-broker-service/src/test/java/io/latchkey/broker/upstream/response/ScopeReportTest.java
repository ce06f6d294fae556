package io.latchkey.broker.upstream.response;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScopeReportTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> KNOWN = Set.of("files:read", "profile", "mail");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"profile files:read\"",
                "\"profile, files:read\"",
                "\"profile,files:read,\"",
                "[\"profile\", \"files:read\"]",
                "[\"profile\", 7, null, \"files:read\"]"
            })
    void aTextOrAListHasTheScopes(String value) {
        assertThat(ScopeReport.of(json(value), null, KNOWN).scopes()).containsExactly("profile", "files:read");
    }

    @Test
    void aListOfObjectsHasThemAtAPointer() {
        var list = json("[{\"name\": {\"id\": \"profile\"}}, {\"name\": {}}, {\"name\": {\"id\": \"mail\"}}]");

        assertThat(ScopeReport.of(list, "/name/id", KNOWN).scopes()).containsExactly("profile", "mail");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "\"\"", "\" \"", "\"none\""})
    void noScopesAreReportedToo(String value) {
        assertThat(ScopeReport.of(json(value), null, KNOWN)).isEqualTo(new ScopeReport(List.of(), null));
    }

    @Test
    void aScopeThatTheCatalogDoesNotNameIsDropped() {
        assertThat(ScopeReport.of(json("\"profile lk-a-secret\""), null, KNOWN).scopes())
                .containsExactly("profile");
    }

    @Test
    void aMissingValueReportsNothing() {
        assertThat(ScopeReport.of(MissingNode.getInstance(), null, KNOWN)).isEqualTo(ScopeReport.NOTHING);
        assertThat(ScopeReport.of(json("null"), null, KNOWN)).isEqualTo(ScopeReport.NOTHING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "true", "{}", "{\"profile\": true}", "[{}]"})
    void whatIsNoListOfScopesHasAReason(String value) {
        assertThat(ScopeReport.of(json(value), null, KNOWN)).isEqualTo(new ScopeReport(null, "scopes_unreadable"));
    }

    private static JsonNode json(String value) {
        try {
            return JSON.readTree(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
