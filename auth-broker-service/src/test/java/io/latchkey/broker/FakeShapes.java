package io.latchkey.broker;

import io.latchkey.testkit.provider.Endpoint;
import io.latchkey.testkit.provider.FakeProvider;
import java.util.HashMap;
import java.util.Map;

/** Entries of the catalog for the scripted provider, each with what is peculiar to some providers. */
public final class FakeShapes {
    /**
     * Exchanges the access token of a code for a long-lived one, which is renewed with itself. The response to the code
     * is nested, the others are not.
     */
    public static final String LONG_LIVED = "fake-long-lived";

    /** The same without a renewal. */
    public static final String LONG_LIVED_ONCE = "fake-long-lived-once";

    /** Signs its callbacks, and shows a mark and a deadline. */
    public static final String SIGNED = "fake-signed-callback";

    /** Has given a name to the redirect URI, which its requests carry. */
    public static final String ALIAS = "fake-redirect-alias";

    /** Issues the token of a bot and that of its user in one response, as Slack does. */
    public static final String TWO_TOKENS = "fake-two-tokens";

    /** Refuses to refresh an access token that is not four minutes old. */
    public static final String LATE_REFRESH = "fake-late-refresh";

    /** Requires values of the client in each request to its API. */
    public static final String CLIENT_VALUES = "fake-client-values";

    private static final Map<String, String> FURTHER = Map.of(CLIENT_VALUES, """
            api:
              headers: {Developer-Token: "{developer_token}", X-Version: "7"}
              query: {app: "{app_key}", client: "{client_id}"}
            client-values:
              - {id: developer_token, label: Developer token, help: In the API center., pattern: "[a-z0-9-]{8,}"}
              - {id: app_key, label: Application key, visible: true}
            """);

    private static final String EXCHANGE = """
                  exchange:
                    url: $token/long
                    parameters:
                      grant_type: fb_exchange_token
                      client_id: "{client_id}"
                      client_secret: "{client_secret}"
                      fb_exchange_token: "{access_token}"
            """;

    private static final Map<String, String> METHODS = Map.ofEntries(
            Map.entry(LONG_LIVED, """
                authorize: {url: $authorize, scopes: [openid]}
                token: {url: "$token?short", client-authentication: post, response: {access-token: /data/0/access_token}}
                long-lived:
                  renewable-after: P1D
                  response: {access-token: /access_token}
                  renewal:
                    url: $token/renewed
                    method: post
                    headers: {X-Version: "7"}
                    parameters: {grant_type: th_refresh_token, access_token: "{access_token}"}
            """ + EXCHANGE + """
                revoke: {url: $revoke, form: bearer_delete, revokes: grant}
            """),
            Map.entry(SIGNED, """
                authorize:
                  url: $authorize
                  scopes: [openid]
                  callback-hmac: {parameter: hmac, timestamp: timestamp, max-age: PT5M}
                token: {url: $token, client-authentication: basic}
            """),
            Map.entry(ALIAS, """
                authorize: {url: $authorize, scopes: [openid], redirect-alias: true}
                token: {url: $token, client-authentication: basic, refresh: {redirect-uri: true}}
            """),
            Map.entry(CLIENT_VALUES, """
                authorize: {url: $authorize, scopes: [openid]}
                token: {url: $token, client-authentication: basic}
                revoke: {url: $revoke, form: bearer_post, revokes: token}
                registration-url: $register
            """),
            Map.entry(TWO_TOKENS, """
                authorize: {url: $authorize, scopes: ["users:read"], scope-separator: comma}
                token:
                  url: $token
                  client-authentication: post
                  response:
                    success: {pointer: /ok, equals: "true"}
                    further-tokens:
                      - {id: user, access-token: /authed_user/access_token, scope: /authed_user/scope, scope-parameter: user_scope}
                revoke: {url: $revoke, form: bearer_post, revokes: token, done-body: {pointer: /ok, equals: "true"}}
            """),
            Map.entry(LATE_REFRESH, """
                authorize: {url: $authorize, scopes: [openid]}
                token: {url: $token, client-authentication: basic, refresh: {not-before: PT4M}}
            """),
            Map.entry(LONG_LIVED_ONCE, """
                authorize: {url: $authorize, scopes: [openid]}
                token: {url: $token, client-authentication: post}
                long-lived:
            """ + EXCHANGE));

    private static final String ENTRY = """
            id: %s
            name: Fake
            category: test
            methods:
              - id: oauth2
                type: oauth2-code
            %spermissions:
              - {id: profile, name: See your name, access: read, scopes: [openid]}
              - {id: "files:read", name: Read your files, access: read, scopes: ["files:read"]}
              - {id: "chat:bot", name: Write as a bot, access: write, scopes: ["chat:write"]}
              - {id: "chat:user", name: Write as you, access: write, scopes: ["chat:write"], scope-parameter: user_scope}
            mark: {initials: FK, colour: "#1f4e79"}
            deadlines:
              - {date: 2027-03-31, affected: Everyone, action: Use version 2., documentation: "https://fake.example/v2"}
            modules:
              - {id: contact-sync, name: Contact sync, permissions: [profile]}
            """;

    private static final String IDENTITY = """
                identity: {url: $userinfo, id: /sub, label: /email}
                probe: {url: $userinfo}
            """;

    private FakeShapes() {}

    static Map<String, String> entries(FakeProvider provider) {
        var entries = new HashMap<String, String>();
        METHODS.forEach((id, method) -> entries.put(id, entry(provider, id, method + IDENTITY)));
        for (var shape : Shape.values()) {
            entries.put(shape.id(), entry(provider, shape.id(), shape.method()));
        }
        return entries;
    }

    private static String entry(FakeProvider provider, String id, String method) {
        return (ENTRY.formatted(id, method) + FURTHER.getOrDefault(id, ""))
                .replace("$authorize", provider.url(Endpoint.AUTHORIZE))
                .replace("$token", provider.url(Endpoint.TOKEN))
                .replace("$register", provider.url(Endpoint.REGISTER))
                .replace("$revoke", provider.url(Endpoint.REVOKE))
                .replace("$userinfo", provider.url(Endpoint.USERINFO));
    }
}
