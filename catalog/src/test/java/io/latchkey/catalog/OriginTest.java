package io.latchkey.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.catalog.read.CatalogException;
import io.latchkey.catalog.read.CatalogFile;
import io.latchkey.catalog.read.CatalogReader;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OriginTest {
    private static final String ENTRY = """
            id: acme
            name: Acme
            category: test
            methods:
              - id: oauth2
                type: oauth2-code
                authorize:
                  url: https://acme.example/authorize
                  issuer: https://acme.example
                token:
                  url: https://acme.example/token
                  client-authentication: basic
                revoke:
                  url: https://acme.example/revoke/{client_id}
                  revokes: grant
                identity:
                  url: https://api.acme.example/me
                  id: /id
                  label: /name
                probe:
                  url: https://api.acme.example/ping
            """;

    private final Origin known = origin(ENTRY);

    @Test
    void namesEverythingThatIsSentASecret() {
        assertThat(known.issuer()).isEqualTo("https://acme.example");
        assertThat(known.tokenEndpoint()).isEqualTo("https://acme.example:443/token");
        assertThat(known.refreshEndpoint()).isEqualTo("https://acme.example:443/token");
        assertThat(known.hosts()).containsExactly("https://acme.example:443", "https://api.acme.example:443");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://acme.example/token|https://acme.example:8443/token",
                "https://acme.example/token|https://login.acme.example/token",
                "https://acme.example/token|https://acme.example/v2/token",
                "https://acme.example/token|http://127.0.0.1/token",
                "issuer: https://acme.example|issuer: https://acme.example/",
                "issuer: https://acme.example|scopes: []",
                "https://acme.example/revoke|https://revoke.acme.example/revoke",
                "https://api.acme.example/me|https://me.acme.example/me",
                "https://api.acme.example/ping|https://ping.acme.example/ping"
            })
    void aMoveOfAnyOfItIsOne(String before, String after) {
        assertThat(known.covers(origin(ENTRY.replace(before, after)))).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://acme.example/token|https://ACME.example:443/token?v=2",
                "https://acme.example/authorize|https://acme.example/v2/authorize",
                "https://acme.example/revoke|https://acme.example/v2/revoke",
                "https://api.acme.example/me|https://acme.example/me",
                "https://api.acme.example/ping|https://api.acme.example/v2/ping"
            })
    void nothingElseIs(String before, String after) {
        assertThat(known.covers(origin(ENTRY.replace(before, after)))).isTrue();
    }

    private static Origin origin(String entry) {
        try {
            var reader = new CatalogReader(name -> Optional.empty(), "127.0.0.1"::equals);
            var catalog = reader.read(List.of(new CatalogFile("acme.yaml", entry)));
            return catalog.find("acme").orElseThrow().methods().get(0).origin();
        } catch (CatalogException e) {
            throw new AssertionError(e);
        }
    }
}
