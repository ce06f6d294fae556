package io.latchkey.broker;

import io.latchkey.broker.shape.ShapeEntries;
import io.latchkey.testkit.provider.Endpoint;
import io.latchkey.testkit.provider.FakeProvider;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Starts the scripted provider, and enters it in the catalog several times: its revocation ends the grant, or a token,
 * or can be told from the others' by its query; its API takes another scheme.
 */
public final class FakeProviderResource implements QuarkusTestResourceLifecycleManager {
    public static final String REVOKES_GRANT = "fake";
    public static final String REVOKES_TOKEN = "fake-token";

    /** Revokes a token at an URL with the query {@code apart}, which a test can answer otherwise than the others'. */
    public static final String REVOKES_APART = "fake-apart";

    /** Revokes a grant by a live access token only. */
    public static final String REVOKES_BY_BEARER = "fake-bearer";

    /** Its API takes tokens with another scheme. */
    public static final String OTHER_SCHEME = "fake-scheme";

    /** Answers probes with 200, says in the body whether they succeeded, */
    public static final String ASSERTS = "fake-asserts";

    /** Declares in the catalog that each refresh spends the refresh token. */
    public static final String ROTATES = "fake-rotates";

    /**
     * Names the account in the token response, where {@link #NAMED} says, and at no other place. Its token endpoint
     * differs, so that connections of the other entries share no grant with its own.
     */
    public static final String NAMES_ACCOUNT = "fake-names-account";

    /** The member of a token response of {@link #NAMES_ACCOUNT} that names the account. */
    public static final String NAMED = "user";

    /** Takes authorization requests directly, and issues tokens for a resource. */
    public static final String PUSHED = "fake-pushed";

    /** Registers clients. */
    public static final String REGISTERS = "fake-registers";

    /** Its client authenticates with an RSA key, for the token endpoint. */
    public static final String SIGNS = "fake-signs";

    /** Its client authenticates with an EC key, for the issuer, and sends requests directly. */
    public static final String SIGNS_FOR_ISSUER = "fake-signs-issuer";

    /** For a test that lets it move: its origin is confirmed in the database from then on. */
    public static final String MOVES = "fake-moves";

    private static final String NAMED_IN_RESPONSE = """
                  response: {account: {id: /%s, label: /%s}}
                grant:
            """.formatted(NAMED, NAMED);

    private static final String BY_BEARER = "grant\n      form: bearer_post";

    /** Take an API key instead: in a header, with an identity; in the query; with a user name as HTTP Basic. */
    public static final String KEY_IN_HEADER = "fake-key";

    public static final String KEY_IN_QUERY = "fake-key-query";

    public static final String KEY_IN_BASIC = "fake-key-basic";

    /** At a host that the person names, as a self-hosted provider. */
    public static final String KEY_AT_HOST = "fake-key-host";

    /** The authorization code grant at a host that the person names. */
    public static final String CODE_AT_HOST = "fake-code-host";

    /** In the path of URLs. */
    public static final String KEY_IN_PATH = "fake-key-path";

    /** In the body of requests. */
    public static final String KEY_IN_BODY = "fake-key-body";

    /** Reports the expiry and the scopes of a key: in the response to the probe, or in those to other requests. */
    public static final String KEY_REPORTED = "fake-key-reported";

    public static final String KEY_REPORTED_ELSEWHERE = "fake-key-elsewhere";

    private static final String REPORTED = """
                probe:
                  url: '%1$s'
                  expiry-from: {pointer: /key/expires_at}
                  scopes-from: {header: X-OAuth-Scopes}
            """;

    private static final String REPORTED_ELSEWHERE = """
                probe:
                  url: '%1$s'
                  expiry-from: {url: '%1$s/keys/{key}', pointer: /ttl, format: seconds_left}
                  scopes-from: {url: '%1$s/scopes', pointer: /scopes, item: /name}
            """;

    private static final String HOST = """
            parameters:
              - {id: host, type: text, label: Host, example: git.acme.example, any-host: true}
            """;

    /** Takes a user name and a password. */
    public static final String LOGIN_IN_BASIC = "fake-login";

    /** Takes an API key that nothing can verify. */
    public static final String KEY_UNVERIFIED = "fake-key-unverified";

    /** Takes an API key, or a user name and a password. */
    public static final String KEY_OR_LOGIN = "fake-key-or-login";

    /** Its URLs have an address to which the broker does not connect. */
    public static final String INTERNAL = "fake-internal";

    /** The same, and it takes an API key. */
    public static final String KEY_AT_INTERNAL = "fake-key-internal";

    private static final String INTERNAL_URL = "https://10.255.255.1";

    private static final String ASSERTION = """
                  expect: [{pointer: /success, equals: "true"}]
            """;

    /**
     * Its API takes another scheme and a header with a version, and answers a POST of GraphQL; 403 refuses a token.
     */
    public static final String SHAPES = "fake-shapes";

    private static final String GRAPHQL = """
                  method: post
                  headers: {Accept: application/graphql-response+json}
                  body: '{"query":"{viewer{id}}"}'
                  expect: [{pointer: /data/viewer/id, is: non_empty}, {pointer: /errors, is: absent}]
                  dead-statuses: [403]
            api: {headers: {Acme-Version: "7"}}
            """;

    /**
     * Has connection parameters: two that a person enters, its server from the callback, the host of its API from the
     * token response, and a site from the identity.
     */
    public static final String PARAMETERS = "fake-parameters";

    private static final String WITH_PARAMETERS = """
            id: fake-parameters
            name: Fake
            category: test
            api: {url: "http://{instance}/v1/{org}", headers: {X-Site: "{site}", X-Client: "{client_id}"}}
            parameters:
              - {id: org, type: text, label: Organisation, help: The part after the slash., example: acme, pattern: "[a-z]+"}
              - id: region
                type: choice
                label: Region
                choices: [{value: eu, label: Europe}, {value: us, label: United States}]
                default: eu
              - {id: server, type: callback, name: server, take: host, pattern: '127\\.0\\.0\\.1:[0-9]{2,5}'}
              - {id: instance, type: token-response, pointer: /instance_url, take: host, pattern: '127\\.0\\.0\\.1:[0-9]{2,5}'}
              - {id: site, type: identity, pointer: /site}
            methods:
              - id: oauth2
                type: oauth2-code
                authorize:
                  url: %s
                  scopes: [openid]
                  parameters: {org: "{org}", region: "{region}"}
                token:
                  url: http://{server}/token?org={org}
                  client-authentication: basic
                  refresh: {url: "http://{instance}/token/{org}"}
                revoke: {url: "http://{server}/revoke", revokes: grant}
                identity: {url: "http://{instance}/userinfo", id: /sub, label: /email}
                probe: {url: "http://{instance}/userinfo/{site}"}
            permissions:
              - {id: profile, name: See your name, access: read, scopes: [openid]}
              - {id: "files:read", name: Read your files, access: read, scopes: ["files:{org}"]}
            """;

    /** Plain http is allowed for the loopback address only; the check has x in place of a placeholder. */
    private static final String PLACEHOLDER = "x";

    private static final String DECLARED_TO_ROTATE = "\n      rotates: true";

    private static final String ENTRY = """
            id: %s
            name: Fake
            category: test
            methods:
              - id: oauth2
                type: oauth2-code
                authorize:
                  url: %s
                  scopes: [openid]
                  issuer: %s
                  issuer-required: true
                token:
                  url: %s
                  client-authentication: basic
                grant:
                  refresh-end: sliding%s
                placement: {headers: {Authorization: "%s {access_token}"}}
                revoke:
                  url: %s
                  revokes: %s
                identity:
                  url: %s
                  id: /sub
                  label: /email
                probe:
                  url: %s
            %spermissions:
              - id: profile
                name: See your name
                access: read
                scopes: [openid]
              - id: files:read
                name: Read your files
                access: read
                scopes: ["files:read"]
            modules:
              - id: contact-sync
                name: Contact sync
                permissions: [profile]
            errors:
              - {codes: [token_revoked, authorization_not_found], means: revoked}
              - {codes: ["70008"], at: [/error_description], prefix: AADSTS, means: inactive}
              - {codes: [RATE_LIMITED, rate_limit_exceeded], means: throttled}
              - {codes: ["601", "602"], means: token_invalid}
            """;

    private static final String KEY = """
              - id: key
                type: api-key
                fields:
                  - {id: key, label: API token, help: "Under Settings, API.", pattern: "lkcanary-.+"}
            %s
                placement: %s
            """;

    private static final String PROBE = "    probe: {url: '%s'}";

    private static final String LOGIN = """
              - id: login
                type: basic
                username: {label: E-mail address}
                password: {help: "The one for the API."}
            %s
            """;

    private static final String ENTERED_ENTRY = """
            id: %s
            name: Fake
            category: test
            methods:
            %spermissions:
              - id: profile
                name: See your name
                access: read
              - id: files:read
                name: Read your files
                access: read
            modules:
              - id: contact-sync
                name: Contact sync
                permissions: [profile]
            """;

    private static final String EMAIL = "      - {id: email, label: E-mail address, visible: true}";

    private static final String IDENTITY = "    identity: {url: '%s', id: /sub, label: /email}\n";

    private static final String FULL_ACCESS = "full-access-only: Passwords have no scopes.\n";

    private static final String IN_HEADER = "{headers: {Authorization: 'Token {key}'}}";

    private FakeProvider provider;

    @Override
    public Map<String, String> start() {
        provider = FakeProvider.start();
        try {
            var directory = Files.createTempDirectory("catalog");
            write(directory, REVOKES_GRANT, "grant", "", "", "Bearer", "");
            write(directory, REVOKES_TOKEN, "token", "", "", "Bearer", "");
            write(directory, REVOKES_APART, "token", "?apart", "", "Bearer", "");
            write(directory, REVOKES_BY_BEARER, BY_BEARER, "", "", "Bearer", "");
            write(directory, OTHER_SCHEME, "grant", "", "", "Zoho-oauthtoken", "");
            write(directory, MOVES, "grant", "", "", "Bearer", "");
            write(directory, ROTATES, "grant", "", DECLARED_TO_ROTATE, "Bearer", "");
            write(directory, ASSERTS, "grant", "", "", "Bearer", ASSERTION);
            write(directory, SHAPES, "grant", "", "", "Token", GRAPHQL);
            var signed = "client-authentication: private_key_jwt";
            Files.writeString(
                    directory.resolve(SIGNS + ".yaml"),
                    entry(SIGNS, "token", "", "", "Bearer", "").replace("client-authentication: basic", signed));
            Files.writeString(
                    directory.resolve(SIGNS_FOR_ISSUER + ".yaml"),
                    entry(SIGNS_FOR_ISSUER, "grant", "", "", "Bearer", "")
                            .replace(
                                    "client-authentication: basic",
                                    signed + "\n      client-assertion: {algorithm: es256, audience: issuer}")
                            .replace(
                                    "    authorize:\n",
                                    "    authorize:\n      pushed-url: " + provider.url(Endpoint.PUSHED) + "\n"));
            Files.writeString(
                    directory.resolve(PUSHED + ".yaml"),
                    entry(PUSHED, "grant", "", "", "Bearer", "")
                            .replace(
                                    "    authorize:\n",
                                    "    authorize:\n      pushed-url: " + provider.url(Endpoint.PUSHED)
                                            + "\n      resource: " + provider.url() + "\n"));
            Files.writeString(
                    directory.resolve(REGISTERS + ".yaml"),
                    entry(REGISTERS, "grant", "", "", "Bearer", "")
                            .replace(
                                    "    placement:",
                                    "    registration-url: " + provider.url(Endpoint.REGISTER) + "\n    placement:"));
            Files.writeString(
                    directory.resolve(NAMES_ACCOUNT + ".yaml"),
                    entry(NAMES_ACCOUNT, "grant", "", "", "Bearer", "")
                            .replaceAll("(?m)^    identity:\n(      .*\n){3}", "")
                            .replace("    grant:\n", NAMED_IN_RESPONSE)
                            .replace(provider.url(Endpoint.TOKEN), provider.url(Endpoint.TOKEN) + "?names-account"));
            Files.writeString(
                    directory.resolve(PARAMETERS + ".yaml"),
                    WITH_PARAMETERS.formatted(provider.url(Endpoint.AUTHORIZE)));
            write(directory, INTERNAL, "grant", "", "", "Bearer", "");
            moveToInternalAddress(directory.resolve(INTERNAL + ".yaml"));
            writeKey(directory, KEY_AT_INTERNAL, "", IN_HEADER);
            moveToInternalAddress(directory.resolve(KEY_AT_INTERNAL + ".yaml"));
            writeKey(directory, KEY_IN_HEADER, identity(), IN_HEADER);
            writeEntered(directory, LOGIN_IN_BASIC, LOGIN.formatted(identity() + probe()) + FULL_ACCESS);
            writeEntered(directory, KEY_UNVERIFIED, KEY.formatted("", IN_HEADER));
            writeEntered(
                    directory,
                    KEY_OR_LOGIN,
                    KEY.formatted(identity() + probe(), IN_HEADER) + LOGIN.formatted(identity() + probe()));
            for (var entries : List.of(
                    FakeMethods.entries(provider), FakeShapes.entries(provider), ShapeEntries.entries(provider))) {
                for (var entry : entries.entrySet()) {
                    Files.writeString(directory.resolve(entry.getKey() + ".yaml"), entry.getValue());
                }
            }
            Files.writeString(
                    directory.resolve(CODE_AT_HOST + ".yaml"),
                    entry(CODE_AT_HOST, "grant", "", "", "Bearer", "").replace(provider.url(), "http://{host}") + HOST);
            writeEntered(
                    directory,
                    KEY_AT_HOST,
                    KEY.formatted("    probe: {url: 'http://{host}/userinfo'}", IN_HEADER) + HOST);
            writeEntered(
                    directory,
                    KEY_IN_PATH,
                    KEY.formatted(
                            PROBE.formatted(userinfo() + "/bot{key}/me"), "{url: '" + userinfo() + "/bot{key}'}"));
            writeEntered(
                    directory,
                    KEY_IN_BODY,
                    KEY.formatted(
                            "    probe: {url: '" + userinfo() + "', method: post, body: '{\"a\":1}'}",
                            "{body: {api_key: '{key}'}}"));
            writeReported(directory, KEY_REPORTED, REPORTED);
            writeReported(directory, KEY_REPORTED_ELSEWHERE, REPORTED_ELSEWHERE);
            writeKey(directory, KEY_IN_QUERY, "", "{query: {api_key: '{key}'}}");
            writeKey(directory, KEY_IN_BASIC, EMAIL + "\n", "{basic: {username: '{email}', password: '{key}'}}");
            return Map.ofEntries(
                    Map.entry("latchkey.catalog.directory", directory.toString()),
                    Map.entry("latchkey.catalog.plain-http-hosts", PLACEHOLDER),
                    Map.entry("latchkey.catalog.variables.amazon-sp-application", "amzn1.sp.solution.7"),
                    Map.entry("latchkey.catalog.variables.platform-user-agent", "Acme (integrations@acme.example)"),
                    Map.entry("latchkey.catalog.reload-interval", "500ms"),
                    Map.entry("latchkey.return-urls", "acme=http://127.0.0.1:9/;globex=http://127.0.0.1:9/globex"),
                    Map.entry("latchkey.connect.sweep-interval", "1s"),
                    Map.entry("latchkey.device.sweep-interval", "1s"),
                    Map.entry("latchkey.provider.timeout", "3s"),
                    Map.entry("latchkey.revocation.sweep-interval", "1s"),
                    Map.entry("latchkey.revocation.first-pause", "200ms"),
                    Map.entry("latchkey.revocation.refusals", "3"),
                    Map.entry("latchkey.refresh.sweep-interval", "1s"),
                    Map.entry("latchkey.keep-alive.sweep-interval", "1s"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(
            Path directory, String id, String revokes, String revokeQuery, String grant, String scheme, String probe)
            throws IOException {
        Files.writeString(directory.resolve(id + ".yaml"), entry(id, revokes, revokeQuery, grant, scheme, probe));
    }

    private String entry(String id, String revokes, String revokeQuery, String grant, String scheme, String probe) {
        return ENTRY.formatted(
                id,
                provider.url(Endpoint.AUTHORIZE),
                provider.url(),
                provider.url(Endpoint.TOKEN),
                grant,
                scheme,
                provider.url(Endpoint.REVOKE) + revokeQuery,
                revokes,
                provider.url(Endpoint.USERINFO),
                provider.url(Endpoint.USERINFO),
                probe);
    }

    private void writeKey(Path directory, String id, String more, String placement) throws IOException {
        writeEntered(directory, id, KEY.formatted(more + probe(), placement));
    }

    private void writeReported(Path directory, String id, String probe) throws IOException {
        var entry = ENTERED_ENTRY.formatted(id, KEY.formatted(probe.formatted(userinfo()), IN_HEADER));
        Files.writeString(
                directory.resolve(id + ".yaml"),
                entry.replace("your name\n    access: read", "your name\n    access: read\n    scopes: [profile]")
                        .replace("your files\n    access: read", "your files\n    access: read\n    scopes: [files]"));
    }

    private static void writeEntered(Path directory, String id, String method) throws IOException {
        Files.writeString(directory.resolve(id + ".yaml"), ENTERED_ENTRY.formatted(id, method));
    }

    private void moveToInternalAddress(Path file) throws IOException {
        Files.writeString(file, Files.readString(file).replace(provider.url(), INTERNAL_URL));
    }

    private String identity() {
        return IDENTITY.formatted(userinfo());
    }

    private String probe() {
        return PROBE.formatted(userinfo());
    }

    private String userinfo() {
        return provider.url(Endpoint.USERINFO);
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(provider, new TestInjector.MatchesType(FakeProvider.class));
    }

    @Override
    public void stop() {
        if (provider != null) {
            provider.close();
        }
    }
}
