package io.latchkey.catalog.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.latchkey.catalog.OAuth2Code;
import io.latchkey.catalog.Provider;
import io.latchkey.catalog.discovery.UnusableMetadata.Kind;
import io.latchkey.catalog.oauth2.ClientAuthentication;
import io.latchkey.catalog.oauth2.PkceMethod;
import io.latchkey.catalog.oauth2.Revokes;
import io.latchkey.catalog.read.CatalogException;
import io.latchkey.catalog.read.CatalogFile;
import io.latchkey.catalog.read.CatalogReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DiscoveryTest {
    private static final String ISSUER = "https://acme.example";
    private static final String OPENID = ISSUER + "/.well-known/openid-configuration";
    private static final DraftNames NO_NAMES = new DraftNames(null, null);

    /** All that a draft uses. */
    private static final String FULL = """
            {
              "issuer": "https://acme.example",
              "authorization_endpoint": "https://acme.example/authorize",
              "token_endpoint": "https://tokens.acme.example/token",
              "pushed_authorization_request_endpoint": "https://acme.example/par",
              "revocation_endpoint": "https://acme.example/revoke",
              "userinfo_endpoint": "https://api.acme.example/userinfo?v=1",
              "registration_endpoint": "https://acme.example/register",
              "service_documentation": "https://acme.example/docs",
              "scopes_supported": ["openid", "email", "offline_access", "contacts:read", "https://acme.example/auth/files"],
              "claims_supported": ["sub", "email"],
              "response_types_supported": ["code"],
              "grant_types_supported": ["authorization_code", "refresh_token"],
              "code_challenge_methods_supported": ["plain", "S256"],
              "token_endpoint_auth_methods_supported": ["private_key_jwt", "client_secret_post"],
              "authorization_response_iss_parameter_supported": true
            }
            """;

    private static final String SMALL = """
            {
              "issuer": "https://acme.example",
              "authorization_endpoint": "https://acme.example/authorize",
              "token_endpoint": "https://acme.example/token"
            }
            """;

    private final Map<String, String> published = new HashMap<>();
    private final List<String> fetched = new ArrayList<>();
    private final Discovery discovery = new Discovery(this::get, host -> host.equals("localhost"));

    private CompletionStage<JsonNode> get(String url) {
        fetched.add(url);
        var document = published.get(url);
        if (document == null) {
            return CompletableFuture.failedStage(UnusableMetadata.status(404));
        }
        try {
            return CompletableFuture.completedStage(new ObjectMapper().readTree(document));
        } catch (JsonProcessingException e) {
            return CompletableFuture.failedStage(UnusableMetadata.notJson());
        }
    }

    @Test
    void theDraftUsesAllThatTheMetadataSays() {
        published.put(OPENID, FULL);

        var draft = draft(ISSUER, new DraftNames("acme", "Acme"));

        var provider = read(draft);
        var method = method(provider);
        assertThat(provider.id()).isEqualTo("acme");
        assertThat(provider.name()).isEqualTo("Acme");
        assertThat(provider.documentation()).isEqualTo("https://acme.example/docs");
        assertThat(method.authorize().url()).isEqualTo("https://acme.example/authorize");
        assertThat(method.authorize().pushedUrl()).isEqualTo("https://acme.example/par");
        assertThat(method.authorize().scopes()).containsExactly("openid", "email", "offline_access");
        assertThat(method.authorize().parameters()).containsExactly(Map.entry("prompt", "consent"));
        assertThat(method.authorize().pkce()).isEqualTo(PkceMethod.S256);
        assertThat(method.authorize().issuer()).isEqualTo(ISSUER);
        assertThat(method.authorize().issuerRequired()).isTrue();
        assertThat(method.token().url()).isEqualTo("https://tokens.acme.example/token");
        assertThat(method.token().clientAuthentication()).isEqualTo(ClientAuthentication.POST);
        assertThat(method.revoke().url()).isEqualTo("https://acme.example/revoke");
        assertThat(method.revoke().revokes()).isEqualTo(Revokes.GRANT);
        assertThat(method.identity().url()).isEqualTo("https://api.acme.example/userinfo?v=1");
        assertThat(method.identity().label()).isEqualTo("/email");
        assertThat(method.probe().url()).isEqualTo("https://api.acme.example/userinfo?v=1");
        assertThat(method.registrationUrl()).isEqualTo("https://acme.example/register");
        assertThat(provider.permissions())
                .extracting(permission -> permission.id() + " " + permission.access() + " " + permission.scopes())
                .containsExactly("contacts:read READ [contacts:read]", "files WRITE [https://acme.example/auth/files]");
        assertThat(draft.text())
                .contains("# Drafted from " + OPENID)
                .contains("# Secrets are sent to tokens.acme.example, acme.example, api.acme.example:")
                .contains("# not found: whether a refresh replaces the refresh token");
    }

    @Test
    void theDraftMarksWhatTheMetadataDoesNotSay() {
        published.put(OPENID, SMALL);

        var draft = draft(ISSUER, NO_NAMES);

        var method = method(read(draft));
        assertThat(draft.id()).isEqualTo("acme-example");
        assertThat(method.authorize().pkce()).isEqualTo(PkceMethod.S256);
        assertThat(method.token().clientAuthentication()).isEqualTo(ClientAuthentication.BASIC);
        assertThat(method.revoke()).isNull();
        assertThat(method.identity()).isNull();
        assertThat(read(draft).permissions()).hasSize(1);
        assertThat(draft.text().replaceAll("\n *# ", " "))
                .contains("not found: an id.")
                .contains("not found: a name for users")
                .contains("not found: a category")
                .contains("not found: documentation")
                .contains("not found: code_challenge_methods_supported")
                .contains("not found: token_endpoint_auth_methods_supported")
                .contains("not found: revocation_endpoint")
                .contains("not found: userinfo_endpoint")
                .contains("not found: scopes_supported");
    }

    @Test
    void theWellKnownUrlOfAnIssuerWithAPathMustBeBuiltByOpenidConnectAndByRfc8414() {
        assertThat(fails("https://acme.example/tenant/a/").attempts()).hasSize(4);

        assertThat(fetched)
                .containsExactly(
                        "https://acme.example/.well-known/oauth-protected-resource/tenant/a",
                        "https://acme.example/tenant/a/.well-known/openid-configuration",
                        "https://acme.example/.well-known/oauth-authorization-server/tenant/a",
                        "https://acme.example/.well-known/openid-configuration/tenant/a");
    }

    @Test
    void theWellKnownUrlOfAnIssuerWithoutAPathIsTriedOnce() {
        assertThat(fails("https://acme.example:8443").attempts()).hasSize(3);

        assertThat(fetched)
                .containsExactly(
                        "https://acme.example:8443/.well-known/oauth-protected-resource",
                        "https://acme.example:8443/.well-known/openid-configuration",
                        "https://acme.example:8443/.well-known/oauth-authorization-server");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://acme.example/t/.well-known/openid-configuration",
                "https://acme.example/.well-known/oauth-authorization-server/t",
                "https://acme.example/.well-known/oauth-protected-resource/t"
            })
    void theUrlOfAMetadataDocumentStandsForWhatItDescribes(String given) {
        published.put(
                "https://acme.example/.well-known/oauth-authorization-server/t",
                SMALL.replace("\"https://acme.example\"", "\"https://acme.example/t\""));

        assertThat(method(read(draft(given, NO_NAMES))).authorize().issuer()).isEqualTo("https://acme.example/t");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://acme.example/",
                "https://ACME.example",
                "https://acme.example:443",
                "https://evil.example"
            })
    void theIssuerInTheDocumentMustEqualTheGivenOneExactly(String other) {
        published.put(OPENID, SMALL.replace("\"https://acme.example\"", '"' + other + '"'));

        assertThat(fails(ISSUER).getMessage()).contains(OPENID + " describes " + other);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            null                        | names no usable issuer
            7                           | names no usable issuer
            ["https://acme.example"]    | names no usable issuer
            "javascript:alert(1)"       | names no usable issuer
            """)
    void aDocumentWithoutAnIssuerIsRefused(String issuer, String reason) {
        published.put(OPENID, SMALL.replace("\"https://acme.example\"", issuer));

        assertThat(fails(ISSUER).getMessage()).contains(OPENID + " " + reason).doesNotContain("alert");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://acme.example/token",
                "javascript:alert(1)",
                "/nowhere",
                "ftp://acme.example/token",
                "https://user:password@acme.example/token",
                "https://acme.example/token#x",
                "https://acme.example/{x}",
                "https://acme.example/${x}",
                "https://acme.example/a b",
                "https://acme.example/\\u0000",
                "https://\\u0430cme.example/token",
                "https:///token"
            })
    void endpointsMustBeHttpsUrls(String endpoint) {
        published.put(OPENID, SMALL.replace("https://acme.example/token", endpoint));
        assertThat(fails(ISSUER).getMessage())
                .contains(OPENID + " names no usable token_endpoint")
                .doesNotContain(endpoint);

        published.put(OPENID, FULL.replace("https://acme.example/revoke", endpoint));
        var draft = draft(ISSUER, NO_NAMES);
        assertThat(method(read(draft)).revoke()).isNull();
        assertThat(draft.text()).contains("# not used: revocation_endpoint ").doesNotContain(endpoint);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "7", "\"text\"", "null", "<html></html>", "", "{\"issuer\": "})
    void whatIsNoJsonObjectIsRefused(String document) {
        published.put(OPENID, document);

        assertThat(fails(ISSUER).getMessage()).contains(OPENID + " is not a JSON object");
    }

    @Test
    void wrongTypesCountAsMissing() {
        published.put(
                OPENID,
                FULL.replaceAll("\\[[^\\]]*\\]", "{\"a\": 1}")
                        .replace("\"https://acme.example/par\"", "[1]")
                        .replace("\"https://acme.example/docs\"", "true")
                        .replace("true\n}", "\"true\"\n}"));

        var provider = read(draft(ISSUER, NO_NAMES));

        assertThat(method(provider).authorize().pushedUrl()).isNull();
        assertThat(method(provider).authorize().issuerRequired()).isFalse();
        assertThat(provider.permissions()).hasSize(1);
        assertThat(provider.documentation()).isNull();
    }

    @Test
    void textsOfTheProviderAddNoFieldsCommentsOrVariables() {
        published.put("https://acme.example/.well-known/oauth-protected-resource", """
                {"resource": "https://acme.example", "authorization_servers": ["https://acme.example"],
                 "resource_name": "x\\" \\u2028 # }\\\\", "scopes_supported":
                   ["a: b", "true", "1:30", "#x", "{brace}", "${x}", "a\\nb", "ä", "'", "admin", "READ", "read", "/", "-x", "*x"]}
                """);
        published.put(OPENID, SMALL);

        var provider = read(draft(ISSUER, NO_NAMES));

        assertThat(provider.name()).isEqualTo("x\" \u2028 # }\\");
        assertThat(provider.permissions())
                .extracting(permission -> permission.id() + " " + permission.scopes())
                .containsExactly(
                        "true [true]",
                        "1:30 [1:30]",
                        "x [#x]",
                        "scope [']",
                        "admin [admin]",
                        "read [READ]",
                        "read-2 [read]",
                        "scope-2 [/]",
                        "x-2 [-x]",
                        "x-3 [*x]");
    }

    @Test
    void aResourceLeadsToItsAuthorizationServer() {
        published.put("https://api.acme.example/.well-known/oauth-protected-resource/mcp?v=1", """
                {"resource": "https://api.acme.example/mcp?v=1", "resource_name": "Acme files",
                 "authorization_servers": ["http://plain.example", "https://acme.example", "https://other.example"],
                 "scopes_supported": ["files.read"]}
                """);
        published.put(OPENID, FULL);

        var draft = draft("https://api.acme.example/mcp?v=1", NO_NAMES);

        var provider = read(draft);
        assertThat(method(provider).authorize().resource()).isEqualTo("https://api.acme.example/mcp?v=1");
        assertThat(method(provider).authorize().issuer()).isEqualTo(ISSUER);
        assertThat(provider.name()).isEqualTo("Acme files");
        assertThat(provider.permissions())
                .extracting(permission -> permission.id())
                .containsExactly("files.read");
        assertThat(draft.text()).contains("names further authorization servers");
    }

    @Test
    void theResourceInTheDocumentMustEqualTheGivenOneExactly() {
        published.put(
                "https://acme.example/.well-known/oauth-protected-resource",
                "{\"resource\": \"https://acme.example/\", \"authorization_servers\": [\"https://acme.example\"]}");
        published.put(OPENID, SMALL);

        assertThat(method(read(draft(ISSUER, NO_NAMES))).authorize().resource()).isNull();
    }

    @Test
    void anIdTokenNamesTheAccountIfThereIsNoUserinfoEndpoint() {
        published.put(
                OPENID,
                SMALL.replace(
                        "\n}",
                        ",\n\"id_token_signing_alg_values_supported\": [\"RS256\"],"
                                + " \"claims_supported\": [\"sub\", \"name\"]}"));

        var method = method(read(draft(ISSUER, NO_NAMES)));

        assertThat(method.hasIdToken()).isTrue();
        assertThat(method.token().response().account().label()).isEqualTo("/name");
        assertThat(method.authorize().scopes()).containsExactly("openid", "profile");
        assertThat(method.probe()).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ["S256"]          | S256
            ["plain"]         | NONE
            []                | NONE
            """)
    void pkceIsNeverPlain(String methods, PkceMethod drafted) {
        published.put(OPENID, FULL.replace("[\"plain\", \"S256\"]", methods));

        assertThat(method(read(draft(ISSUER, NO_NAMES))).authorize().pkce()).isEqualTo(drafted);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ["client_secret_post", "client_secret_basic"] | BASIC
            ["none", "client_secret_post"]                | POST
            ["none"]                                      | NONE
            ["tls_client_auth"]                           | BASIC
            """)
    void theClientAuthenticatesInAWayThatTheServerSupports(String methods, ClientAuthentication drafted) {
        published.put(OPENID, FULL.replace("[\"private_key_jwt\", \"client_secret_post\"]", methods));

        assertThat(method(read(draft(ISSUER, NO_NAMES))).token().clientAuthentication())
                .isEqualTo(drafted);
    }

    @Test
    void manyScopesMakeAnEntryOfLimitedSize() {
        var scopes = IntStream.range(0, 5000)
                .mapToObj(number -> "\"scope" + number + "\"")
                .collect(Collectors.joining(", ", "[", "]"));
        published.put(OPENID, SMALL.replace("\n}", ", \"scopes_supported\": " + scopes + "}"));

        var draft = draft(ISSUER, NO_NAMES);

        assertThat(read(draft).permissions()).hasSize(100);
        assertThat(draft.text()).contains("# 900 more scopes are omitted");
    }

    @Test
    void aServerThatDoesNotRespondEndsTheSearch() {
        var unreachable = new Discovery(
                url -> CompletableFuture.failedStage(
                        new UnusableMetadata(Kind.UNREACHABLE, "does not respond in time")),
                host -> false);

        assertThatThrownBy(() -> draft(unreachable, ISSUER, NO_NAMES))
                .isInstanceOf(DiscoveryException.class)
                .hasMessage("https://acme.example/.well-known/oauth-protected-resource does not respond in time.")
                .extracting(failure -> ((DiscoveryException) failure).kind())
                .isEqualTo(Kind.UNREACHABLE);
    }

    @ParameterizedTest
    @CsvSource({
        "http://acme.example, is not an https URL",
        "acme.example, is not an absolute URL with a host",
        "https://acme.example/#x, has a fragment or user info",
        "'https://acme.example/ x', contains characters that a URL cannot have",
        "https://acme.example/{x}, is not a URL"
    })
    void onlyHttpsUrlsAreAccepted(String given, String fault) {
        assertThat(discovery.fault(given)).contains(fault);
        assertThat(discovery.fault("http://localhost:8080/realms/acme")).isEmpty();
    }

    private DiscoveryException fails(String given) {
        try {
            throw new AssertionError(draft(given, NO_NAMES).text());
        } catch (DiscoveryException e) {
            assertThat(e.kind()).isEqualTo(Kind.ABSENT);
            return e;
        }
    }

    private Draft draft(String given, DraftNames names) {
        return draft(discovery, given, names);
    }

    private static Draft draft(Discovery discovery, String given, DraftNames names) {
        try {
            return discovery.draft(given, names).toCompletableFuture().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof DiscoveryException failure ? failure : e;
        }
    }

    private static OAuth2Code method(Provider provider) {
        return (OAuth2Code) provider.methods().get(0);
    }

    private static Provider read(Draft draft) {
        try {
            return CatalogReader.withoutVariables(host -> false)
                    .read(List.of(new CatalogFile(draft.id() + ".yaml", draft.text())))
                    .all()
                    .get(0);
        } catch (CatalogException e) {
            throw new AssertionError(draft.text(), e);
        }
    }
}
