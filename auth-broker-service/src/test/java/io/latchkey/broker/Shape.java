package io.latchkey.broker;

/**
 * A provider with several peculiarities. Tokens are {@code $access1} and {@code $refresh1} from the exchange, and those
 * with a 2 from the refresh.
 */
public enum Shape {
    /** Names the parameters and nests the response differently, and reports errors with 200. */
    RENAMED(
            """
                authorize: {url: $authorize, scope-separator: none, pkce: none, names: {client-id: app_id, code: auth_code}}
                token:
                  url: $token
                  client-authentication: post
                  body: json
                  names: {client-id: app_id, client-secret: secret, code: auth_code}
                  response:
                    access-token: /data/access_token
                    refresh-token: /data/refresh_token
                    expires-in: /data/expires_in
                    account: {id: /data/advertiser, label: /data/name}
                    success: {pointer: /code, equals: "0"}
                placement: {headers: {Access-Token: "{access_token}"}}
                revoke:
                  url: $revoke
                  form: custom
                  revokes: grant
                  request: {method: post, body: '{"app_id": "{client_id}", "secret": "{client_secret}", "access_token": "{access_token}"}'}
                  done-body: {pointer: /code, equals: "0"}
                probe: {url: $userinfo}
            """,
            "auth_code=c",
            """
            {"code": 0, "data": {"access_token": "$access1", "refresh_token": "$refresh1", "expires_in": 300,
              "advertiser": 7001, "name": "Ada"}}""",
            """
            {"code": 0, "data": {"access_token": "$access2", "refresh_token": "$refresh2", "expires_in": 300}}""",
            "Access-Token: $access2",
            "\"auth_code\":\"c\" \"app_id\":\"$id\" \"secret\":\"$secret\"",
            "\"refresh_token\":\"$refresh1\"",
            "POST \"app_id\": \"$id\" \"access_token\": \"$access2\""),

    /** Takes everything in the query, without a grant type, and ends tokens at a time. */
    IN_QUERY(
            """
                authorize: {url: $authorize, scopes: [openid], scope-separator: comma, parameters: {access_type: offline}}
                token:
                  url: $token
                  client-authentication: basic_raw
                  body: query
                  omit-grant-type: true
                  headers: {X-Version: "3"}
                  parameters: {audience: api}
                  response: {expires-at: /expiry}
                placement: {query: {auth: "{access_token}"}}
                revoke: {url: "$revoke/{access_token}", form: custom, revokes: token, request: {method: get}}
                identity: {url: $userinfo, id: /sub, label: /email}
                probe: {url: $userinfo, method: post, body: '{"query":"{ me { id } }"}', expect: [{pointer: /sub, is: present}]}
            """,
            "code=c",
            """
            {"access_token": "$access1", "refresh_token": "$refresh1", "expiry": "2999-01-01T00:00:00Z"}""",
            """
            {"access_token": "$access2", "expiry": 32472144000000}""",
            "auth=$access2",
            "POST code=c audience=api",
            "grant_type=refresh_token refresh_token=$refresh1",
            "GET /revoke/$access2"),

    /** Answers with a form, and never expires. */
    FORM_REPLY(
            """
                authorize: {url: $authorize, scopes: [openid]}
                token: {url: $token, client-authentication: post}
                placement: {headers: {Authorization: "token {access_token}"}}
                revoke: {url: "$revoke/{client_id}", form: client_delete, revokes: token}
                identity: {url: $userinfo, id: /sub, label: /email}
                probe: {url: $userinfo, statuses: [200, 403]}
            """,
            "code=c",
            "access_token=$access1&scope=openid%2Cfiles&token_type=bearer",
            null,
            "Authorization: token $access1",
            "client_secret=$secret code=c grant_type=authorization_code",
            null,
            "DELETE /revoke/$id \"access_token\":\"$access1\""),

    /** Refreshes elsewhere, with other credentials and more parameters, and keeps the refresh token. */
    OTHER_REFRESH(
            """
                authorize: {url: $authorize, scopes: [openid]}
                token:
                  url: $token
                  client-authentication: post
                  refresh: {url: "$token/again", client-authentication: basic, redirect-uri: true, parameters: {type: refresh}}
                grant: {rotates: false, absolute-limit: P365D}
                revoke: {url: $revoke, form: rfc7009_json, revokes: grant}
                identity: {url: $userinfo, method: post, body: "a=b", id: /sub, label: /email}
                probe: {url: $userinfo}
            """,
            "code=c",
            """
            {"access_token": "$access1", "refresh_token": "$refresh1", "expires_in": "300", "scope": ["openid", "files"]}""",
            """
            {"access_token": "$access2", "expires_in": 300}""",
            "Authorization: Bearer $access2",
            "client_secret=$secret code=c",
            "/token/again type=refresh refresh_token=$refresh1 redirect_uri=",
            "POST \"token\":\"$refresh1\""),

    /** Issues the tokens of two parties in one response, and has another scope parameter in place of the usual one. */
    NESTED_USER("""
                authorize: {url: $authorize, scopes: [], scope-separator: comma}
                token:
                  url: $token
                  client-authentication: basic
                  response:
                    access-token: /authed_user/access_token
                    scope: /authed_user/scope
                    account: {id: /authed_user/id, tenant: /team/id, label: /team/name}
                    success: {pointer: /ok, equals: "true"}
                revoke: {url: $revoke, form: bearer_post, revokes: token, done-body: {pointer: /ok, equals: "true"}}
                probe: {url: $userinfo, expect: [{pointer: /ok, equals: "true"}]}
            """, "code=c", """
            {"ok": true, "access_token": "bot", "team": {"id": "T1", "name": "Acme"},
              "authed_user": {"id": "U1", "access_token": "$access1", "scope": "openid,files"}}""", null, "Authorization: Bearer $access1", "code=c", null, "POST /revoke");

    private final String method;

    /** The parameters that the callback has besides the state. */
    public final String callback;

    /** The response to the exchange; a form if it is no JSON. */
    public final String exchanged;

    /** The response to a refresh; null if there is no refresh token. */
    public final String refreshed;

    /** How requests carry the token after a refresh. */
    public final String carries;

    /** The parts of the requests, separated by spaces. */
    public final String exchange;

    public final String refresh;
    public final String revocation;

    Shape(
            String method,
            String callback,
            String exchanged,
            String refreshed,
            String carries,
            String exchange,
            String refresh,
            String revocation) {
        this.method = method;
        this.callback = callback;
        this.exchanged = exchanged;
        this.refreshed = refreshed;
        this.carries = carries;
        this.exchange = exchange;
        this.refresh = refresh;
        this.revocation = revocation;
    }

    /** Its id in the catalog. */
    public String id() {
        return "fake-shape-" + ordinal();
    }

    String method() {
        return method;
    }
}
