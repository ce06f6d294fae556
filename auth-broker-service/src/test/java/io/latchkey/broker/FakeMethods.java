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

    private static final Map<String, String> METHODS = Map.of(
            CLIENT, """
                type: oauth2-client-credentials
                client-id: {label: Key ID}
                client-secret: {help: Under Settings.}
                token: {url: $token, client-authentication: basic, parameters: {audience: api}}
                scopes: [base]
            """,
            CLIENT_IN_BODY, """
                type: oauth2-client-credentials
                token: {url: $token, client-authentication: post, body: json, default-life: PT20M}
                scope-separator: comma
                placement: {headers: {Authorization: "Token {access_token}", X-Client: "{client_id}"}}
                identity: {url: $userinfo, id: /sub, label: /email}
                probe: {url: $userinfo}
            """);

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
            var scoped = method.getValue().contains("oauth2");
            return ENTRY.formatted(method.getKey(), method.getValue(), scoped ? "profile" : "", scoped ? "files" : "")
                    .replace("$token", provider.url(Endpoint.TOKEN))
                    .replace("$userinfo", provider.url(Endpoint.USERINFO));
        }));
    }
}
