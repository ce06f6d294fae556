package io.latchkey.broker;

import io.latchkey.testkit.provider.Endpoint;
import io.latchkey.testkit.provider.FakeProvider;
import java.util.Map;
import java.util.stream.Collectors;

/** Entries of the catalog for the scripted provider, with methods whose credentials a person enters. */
public final class FakeMethods {
    /** Issues tokens to clients of its users, and has nothing that tests or identifies them. */
    public static final String CLIENT = "fake-client";

    /** The same with a probe and an identity; takes the credentials in a JSON body, and the client id with each call. */
    public static final String CLIENT_IN_BODY = "fake-client-body";

    /** Logs its users in with JSON, and has a probe and an identity; its sessions live for twenty minutes. */
    public static final String LOGIN = "fake-session";

    /** The same with HTTP Basic and a form, without a probe; refuses with 200 or 403. */
    public static final String LOGIN_WITH_BASIC = "fake-session-basic";

    /** Takes what a database driver needs. */
    public static final String DATABASE = "fake-database";

    /** Takes a service account in JSON, and trades tokens of its key. */
    public static final String SERVICE_ACCOUNT = "fake-service-account";

    /** Takes a key in PEM, and exchanges its tokens in another request than RFC 7523 describes. */
    public static final String APP_KEY = "fake-app-key";

    /** Takes an id and a secret in one value, and accepts tokens that are signed with the secret. */
    public static final String SIGNED = "fake-signed";

    /** Speaks OAuth 1.0a, and accepts signed requests only. */
    public static final String OAUTH1 = "fake-oauth1";

    /** The same at a host that the user names. */
    public static final String OAUTH1_AT_HOST = "fake-oauth1-host";

    /** The same, but its tokens have no secret, need no signature, and come with the account. */
    public static final String OAUTH1_UNSIGNED = "fake-oauth1-unsigned";

    /** Takes a key of AWS and verifies its signatures. */
    public static final String SIGV4 = "fake-sigv4";

    /** Lets its users enter a code on its page. */
    public static final String DEVICE = "fake-device";

    /** The same for a public client, with a non-standard code for a refusal. */
    public static final String DEVICE_PUBLIC = "fake-device-public";

    private static final Map<String, String> METHODS = Map.ofEntries(
            Map.entry(CLIENT, """
                type: oauth2-client-credentials
                client-id: {label: Key ID}
                client-secret: {help: Under Settings.}
                token: {url: $token, client-authentication: basic, parameters: {audience: api}}
                scopes: [base]
            """),
            Map.entry(CLIENT_IN_BODY, """
                type: oauth2-client-credentials
                token: {url: $token, client-authentication: post, body: json, default-life: PT20M}
                scope-separator: comma
                placement: {headers: {Authorization: "Token {access_token}", X-Client: "{client_id}"}}
                identity: {url: $userinfo, id: /sub, label: /email}
                probe: {url: $userinfo}
            """),
            Map.entry(LOGIN, """
                type: session-login
                fields:
                  - {id: app, label: App key, visible: true}
                  - {id: name, label: Token name, visible: true}
                  - {id: secret, label: Token secret}
                login:
                  url: $token
                  headers: {X-Version: "3"}
                  body: '{"credentials": {"name": "{name}", "secret": "{secret}"}, "empty": {}}'
                  token: /session/token
                  life: PT20M
                  refused-statuses: [401]
                placement: {headers: {X-Session: "{token}", X-App: "{app}"}}
                identity: {url: $userinfo, id: /sub, label: /email}
                probe: {url: $userinfo}
            """),
            Map.entry(LOGIN_WITH_BASIC, """
                type: session-login
                fields:
                  - {id: name, label: User name, visible: true}
                  - {id: secret, label: Password}
                  - {id: code, label: Company code, optional: true}
                login:
                  url: $token
                  basic: {username: "{name}", password: "{secret}"}
                  body: company={code}&grant=app
                  token: /token
                  expires-in: /seconds
                  expect: [{pointer: /ok, equals: "true"}]
                  refused-statuses: [200, 403]
            """),
            Map.entry(SERVICE_ACCOUNT, """
                type: jwt-bearer
                fields:
                  - {id: account, label: Service account key, multiline: true}
                values:
                  key: {field: account, pointer: /private_key}
                  email: {field: account, pointer: /client_email}
                  key_id: {field: account, pointer: /private_key_id}
                jwt:
                  algorithm: rs256
                  key: "{key}"
                  header: {kid: "{key_id}"}
                  claims: {iss: "{email}", scope: "{scopes}", aud: $token}
                scopes: [oauth2-base]
                token: {url: $token, client-authentication: none}
            """),
            Map.entry(APP_KEY, """
                type: jwt-bearer
                fields:
                  - {id: app, label: App ID, visible: true}
                  - {id: key, label: Private key, multiline: true}
                jwt:
                  algorithm: es256
                  key: "{key}"
                  claims: {iss: "{app}"}
                login:
                  url: $token
                  headers: {Authorization: "Bearer {jwt}"}
                  token: /token
                  expires-at: /expires_at
                placement: {headers: {Authorization: "token {token}"}}
                identity: {url: $userinfo, id: /sub, label: /email}
                probe: {url: $userinfo}
            """),
            Map.entry(SIGNED, """
                type: jwt-bearer
                fields:
                  - {id: pasted, label: Admin key}
                values:
                  kid: {field: pasted, pattern: "([0-9a-f]+):[0-9a-f]{64}"}
                  secret: {field: pasted, pattern: "[0-9a-f]+:([0-9a-f]{64})"}
                jwt:
                  algorithm: hs256
                  key: "{secret}"
                  key-format: hex
                  header: {kid: "{kid}"}
                  claims: {aud: /admin/}
                placement: {headers: {Authorization: "Ghost {token}"}}
                probe: {url: $userinfo}
            """),
            Map.entry(OAUTH1, """
                type: oauth1
                request-token: {url: $pushed, parameters: {app: A b}}
                authorize: {url: $authorize, parameters: {name: Latchkey}, scope-parameter: scope, scopes: [base]}
                access-token: {url: $token, expires-at: /expires}
                signature: {method: hmac_sha256, realm: Photos}
                revoke: {url: "$revoke/{token}", revokes: token}
                identity: {url: "$userinfo?fields=a&fields=b%20c", id: /sub, label: /email}
                probe: {method: post, url: $userinfo, body: "a=2&a=10&c%40=&a3=a&a3=2+q"}
            """),
            Map.entry(OAUTH1_AT_HOST, """
                type: oauth1
                request-token: {url: "http://{host}/pushed"}
                authorize: {url: "http://{host}/authorize"}
                access-token: {url: "http://{host}/token"}
                identity: {url: "http://{host}/userinfo", id: /sub, label: /email}
                probe: {url: "http://{host}/userinfo"}
            parameters:
              - {id: host, type: text, label: Host, example: shop.acme.example, any-host: true}
            """),
            Map.entry(OAUTH1_UNSIGNED, """
                type: oauth1
                request-token: {url: $pushed}
                authorize: {url: $authorize}
                access-token: {url: $token, expires-at: /expires, account: {id: /user}}
                placement: {body: {token: "{token}"}}
            """),
            Map.entry(SIGV4, """
                type: sigv4
                session-token: {help: Of a temporary key.}
                region: us-east-1
                service: sts
                identity: {url: $userinfo, method: post, body: Action=GetCallerIdentity&Version=2011-06-15, id: /Account, label: /Arn}
                probe: {url: $userinfo, method: post, body: Action=GetCallerIdentity&Version=2011-06-15}
            """),
            Map.entry(DEVICE, """
                type: oauth2-device
                authorize: {url: $device, scopes: [openid], parameters: {audience: api}}
                token: {url: $token, client-authentication: basic}
                revoke: {url: $revoke, revokes: grant}
                identity: {url: $userinfo, id: /sub, label: /email}
                probe: {url: $userinfo}
            """),
            Map.entry(DEVICE_PUBLIC, """
                type: oauth2-device
                authorize: {url: $device, codes: {authorization_declined: access_denied}}
                token: {url: $token, client-authentication: none}
            """),
            Map.entry(DATABASE, """
                type: driver
                fields:
                  - {id: host, label: Host, visible: true, pattern: "[a-z0-9.]+"}
                  - {id: user, label: User, visible: true}
                  - {id: password, label: Password}
                  - {id: certificate, label: Client certificate, multiline: true, optional: true}
            """));

    private static final String ENTRY = """
            id: %s
            name: Fake
            category: test
            methods:
              - id: entered
            %spermissions:
              - {id: profile, name: See your name, access: read, scopes: [%s]}
              - {id: "files:read", name: Read your files, access: read, scopes: [%s]}
            modules:
              - {id: contact-sync, name: Contact sync, permissions: [profile]}
            """;

    private FakeMethods() {}

    static Map<String, String> entries(FakeProvider provider) {
        return METHODS.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, method -> {
            var scoped = method.getValue().contains("oauth");
            return ENTRY.formatted(method.getKey(), method.getValue(), scoped ? "profile" : "", scoped ? "files" : "")
                    .replace("$pushed", provider.url(Endpoint.PUSHED))
                    .replace("$authorize", provider.url(Endpoint.AUTHORIZE))
                    .replace("$device", provider.url(Endpoint.DEVICE))
                    .replace("$revoke", provider.url(Endpoint.REVOKE))
                    .replace("$token", provider.url(Endpoint.TOKEN))
                    .replace("$userinfo", provider.url(Endpoint.USERINFO));
        }));
    }
}
