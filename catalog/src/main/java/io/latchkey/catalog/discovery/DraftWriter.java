package io.latchkey.catalog.discovery;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes the entry for an authorization server, in the order of the fields in the documentation. */
final class DraftWriter {
    private static final int FIELD = 2;
    private static final String OFFLINE_ACCESS = "offline_access";

    private final ServerMetadata server;
    private final Metadata metadata;
    private final Optional<ResourceMetadata> resource;
    private final DraftNames names;
    private final Optional<DraftedAccount> account;
    private final Optional<String> revocation;
    private final Optional<String> pushed;
    private final List<String> scopes;

    DraftWriter(ServerMetadata server, Optional<ResourceMetadata> resource, DraftNames names) {
        this.server = server;
        this.metadata = server.metadata();
        this.resource = resource;
        this.names = names;
        this.account = DraftedAccount.of(metadata);
        this.revocation = metadata.url("revocation_endpoint");
        this.pushed = metadata.url("pushed_authorization_request_endpoint");
        this.scopes = scopes();
    }

    /** The scopes of every request. Without {@code offline_access}, many servers issue no refresh token. */
    private List<String> scopes() {
        var always = new ArrayList<>(account.map(DraftedAccount::scopes).orElse(List.of()));
        if (isOffline()) {
            always.add(OFFLINE_ACCESS);
        }
        return always;
    }

    private boolean isOffline() {
        return metadata.texts("scopes_supported").orElse(List.of()).contains(OFFLINE_ACCESS);
    }

    String entry(String id) {
        var text = new EntryText();
        comments(text);
        provider(id, text);
        text.line(0, "methods:");
        text.line(1, "- id: oauth2");
        text.line(FIELD, "type: oauth2-code");
        authorize(text);
        token(text);
        text.notFound(FIELD, "whether a refresh replaces the refresh token, and when a grant ends: see grant");
        revoke(text);
        identity(text);
        registration(text);
        new DraftedPermissions(
                        resource.flatMap(found -> found.metadata().texts("scopes_supported"))
                                .or(() -> metadata.texts("scopes_supported"))
                                .orElse(List.of()),
                        scopes)
                .write(text);
        return text.toString();
    }

    private void comments(EntryText text) {
        text.comment(0, "Drafted from " + metadata.location());
        resource.ifPresent(found -> {
            text.comment(0, "for the resource of " + found.metadata().location());
            if (found.issuers().size() > 1) {
                text.comment(0, "Its metadata names further authorization servers, which this draft does not use.");
            }
        });
        text.comment(
                0, "Check each value in the documentation of the provider, and complete what is marked \"not found\".");
        text.comment(0, "Secrets are sent to " + hosts() + ": make sure that they belong to the provider.");
        metadata.faults().forEach(fault -> text.comment(0, "not used: " + fault));
        missingGrants().forEach(grant -> text.notFound(0, grant + " in grant_types_supported"));
        if (!metadata.mayHave("response_types_supported", "code")) {
            text.notFound(0, "code in response_types_supported");
        }
    }

    private String hosts() {
        return Stream.of(
                        Optional.of(server.tokenEndpoint()),
                        pushed,
                        revocation,
                        account.flatMap(DraftedAccount::userinfo))
                .flatMap(Optional::stream)
                .map(url -> URI.create(url).getHost())
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private List<String> missingGrants() {
        return Stream.of("authorization_code", "refresh_token")
                .filter(grant -> !metadata.mayHave("grant_types_supported", grant))
                .toList();
    }

    private void provider(String id, EntryText text) {
        if (names.id() == null) {
            text.notFound(0, "an id. Choose one, and name the file after it: connections refer to it permanently.");
        }
        text.field(0, "id", id);
        var name = Optional.ofNullable(names.name())
                .or(() -> resource.flatMap(found -> found.metadata().text("resource_name")));
        if (name.isEmpty()) {
            text.notFound(0, "a name for users");
        }
        text.field(0, "name", name.orElse(id));
        text.notFound(0, "a category, such as crm or storage");
        text.field(0, "category", "other");
        var documentation = resource.flatMap(found -> found.metadata().url("resource_documentation"))
                .or(() -> metadata.url("service_documentation"));
        documentation.ifPresentOrElse(
                url -> text.field(0, "documentation", url), () -> text.notFound(0, "documentation, a URL for users"));
    }

    private void authorize(EntryText text) {
        text.line(FIELD, "authorize:");
        text.field(FIELD + 1, "url", server.authorizationEndpoint());
        pushed.ifPresent(url -> text.field(FIELD + 1, "pushed-url", url));
        if (!scopes.isEmpty()) {
            text.field(FIELD + 1, "scopes", scopes);
        }
        pkce(text);
        if (isOffline()) {
            text.comment(FIELD + 1, "OpenID Connect Core 1.0, section 11, requires it for offline_access");
            text.line(FIELD + 1, "parameters: {prompt: consent}");
        }
        text.field(FIELD + 1, "issuer", server.issuer());
        if (metadata.isTrue("authorization_response_iss_parameter_supported")) {
            text.line(FIELD + 1, "issuer-required: true");
        }
        resource.ifPresent(found -> text.field(FIELD + 1, "resource", found.resource()));
    }

    /** S256 does no harm at a server that does not know PKCE: it ignores the parameters (RFC 6749, section 3.1). */
    private void pkce(EntryText text) {
        var methods = metadata.texts("code_challenge_methods_supported");
        if (methods.isEmpty()) {
            text.notFound(FIELD + 1, "code_challenge_methods_supported");
        } else if (!methods.get().contains("S256")) {
            text.notFound(FIELD + 1, "S256 in code_challenge_methods_supported");
        }
        text.line(
                FIELD + 1, "pkce: " + (metadata.mayHave("code_challenge_methods_supported", "S256") ? "s256" : "none"));
    }

    private void token(EntryText text) {
        text.line(FIELD, "token:");
        text.field(FIELD + 1, "url", server.tokenEndpoint());
        var methods = metadata.texts("token_endpoint_auth_methods_supported");
        var authentication = DraftedAuthentication.of(methods.orElse(List.of()));
        if (authentication.isEmpty()) {
            text.notFound(
                    FIELD + 1,
                    (methods.isEmpty() ? "" : "a method that Latchkey supports in ")
                            + "token_endpoint_auth_methods_supported");
        }
        text.line(FIELD + 1, "client-authentication: " + authentication.orElse(DraftedAuthentication.USUAL));
        account.filter(found -> found.userinfo().isEmpty())
                .ifPresent(found -> text.line(
                        FIELD + 1,
                        "response: {account: {id-token: /id_token, id: /sub, label: " + found.label() + "}}"));
    }

    private void revoke(EntryText text) {
        if (revocation.isEmpty()) {
            text.notFound(FIELD, "revocation_endpoint, so that Latchkey revokes nothing: see revoke");
            return;
        }
        text.line(FIELD, "revoke:");
        text.field(FIELD + 1, "url", revocation.get());
        text.notFound(FIELD + 1, "what a revocation ends: the token, the session, or the whole grant as here");
        text.line(FIELD + 1, "revokes: grant");
    }

    private void identity(EntryText text) {
        var userinfo = account.flatMap(DraftedAccount::userinfo);
        if (userinfo.isEmpty()) {
            text.notFound(
                    FIELD,
                    "userinfo_endpoint, so that no request tests a token"
                            + (account.isEmpty() ? " or names the account: see identity and probe" : ": see probe"));
            return;
        }
        text.line(FIELD, "identity:");
        text.field(FIELD + 1, "url", userinfo.get());
        text.line(FIELD + 1, "id: /sub");
        text.line(FIELD + 1, "label: " + account.get().label());
        text.line(FIELD, "probe:");
        text.field(FIELD + 1, "url", userinfo.get());
    }

    private void registration(EntryText text) {
        metadata.url("registration_endpoint").ifPresent(url -> text.field(FIELD, "registration-url", url));
    }
}
