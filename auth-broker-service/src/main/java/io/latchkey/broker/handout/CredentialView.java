package io.latchkey.broker.handout;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.latchkey.broker.method.RequestParts;
import io.latchkey.broker.secret.EnteredMaterial;
import io.latchkey.broker.secret.FurtherToken;
import io.latchkey.broker.secret.IssuedToken;
import io.latchkey.broker.secret.Material;
import io.latchkey.broker.secret.OAuth2Tokens;
import io.latchkey.broker.secret.SecretStore.Stored;
import io.latchkey.catalog.request.ApiHosts;
import io.latchkey.contracts.connection.Permissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A credential as the API returns it to a platform service: the only response that contains a secret. */
public record CredentialView(
        @JsonPropertyDescription("Id of the connection") UUID connectionId,

        @JsonPropertyDescription("Number of the completed authorization that the credential belongs to, from 1")
        int generation,

        @JsonPropertyDescription(
                "Version of the credential; name it in a request for a refresh if the provider refuses the credential")
        long credentialVersion,

        @JsonPropertyDescription(
                "Kind of the credential: oauth2, client-credentials, session, jwt, api-key, basic, oauth1, sigv4 or driver")
        String type,

        @JsonPropertyDescription("The access token; absent if the type has none") @Nullable
        String accessToken,

        @JsonPropertyDescription("When the access token expires; absent if it does not expire by itself") @Nullable
        Instant accessTokenExpiresAt,

        @JsonPropertyDescription("Headers to send unchanged with each request to the provider")
        Map<String, String> headers,

        @JsonPropertyDescription(
                "Parameters to add to the URL of each request to the provider; most providers need none")
        Map<String, String> query,

        @JsonPropertyDescription(
                "Members to add to the body of each request to the provider, a JSON object or a form; most providers need none")
        Map<String, String> body,

        @JsonPropertyDescription(
                "The part that the URLs of the provider's API have in common, for this connection; absent if the catalog does not say. Some providers take a key in it: do not log it")
        @Nullable
        String apiUrl,

        @JsonPropertyDescription(
                "Values of the connection's parameters, by their ids in the catalog, for URLs and requests that need them")
        Map<String, String> parameters,

        @JsonPropertyDescription(
                "The values that a user entered for a client library: of the type driver by the ids of their fields in"
                        + " the catalog, of the type sigv4 access_key_id, secret_access_key and session_token; absent otherwise")
        @Nullable
        Map<String, String> material,

        @JsonPropertyDescription(
                "Other access tokens of the same grant, such as that of the user beside that of a bot; absent if there is none")
        @Nullable
        List<FurtherTokenView> furtherTokens,

        @JsonPropertyDescription(
                "Where to request a signature for each request to the provider; absent if requests need none")
        @Nullable
        Signatures signatures,

        @JsonPropertyDescription("Permissions of the credential, by their ids in the catalog")
        CredentialPermissions permissions) {
    /** The permissions of the credential, compared with those that its authorization requested. */
    public record CredentialPermissions(
            @JsonPropertyDescription("Permissions that the authorization requested, by their ids in the catalog")
            List<String> requested,

            @JsonPropertyDescription("Permissions that the provider granted, by their ids in the catalog")
            List<String> granted,

            @JsonPropertyDescription("Permissions that were requested and not granted")
            List<String> missing,

            @JsonPropertyDescription(
                    "Permissions that were granted and not requested; GET /v1/connections/{id} also considers what dependents need")
            List<String> noLongerNeeded) {
        static CredentialPermissions of(Permissions permissions) {
            return new CredentialPermissions(
                    permissions.requested(),
                    permissions.granted(),
                    permissions.missing(),
                    permissions.noLongerNeeded());
        }
    }

    /** Another access token of the same grant. */
    public record FurtherTokenView(
            @JsonPropertyDescription("Id of the token in the catalog")
            String id,

            @JsonPropertyDescription("The access token") String accessToken,

            @JsonPropertyDescription("When it expires: it is not refreshed. Absent if it does not expire") @Nullable
            Instant expiresAt,

            @JsonPropertyDescription("Its scopes, as the provider spells them")
            List<String> scopes,

            @JsonPropertyDescription("Headers to send unchanged with each request that uses this token")
            Map<String, String> headers,

            @JsonPropertyDescription("Parameters to add to the URL of each request that uses this token")
            Map<String, String> query) {
        static FurtherTokenView of(String id, FurtherToken token, RequestParts parts) {
            return new FurtherTokenView(
                    id, token.token().reveal(), token.expiresAt(), token.scopes(), parts.headers(), parts.query());
        }

        @Override
        public String toString() {
            return "FurtherTokenView[id=" + id + "]";
        }
    }

    /** How requests with the credential are signed. */
    public record Signatures(
            @JsonPropertyDescription("Path at this service to POST each request to, before it is sent to the provider")
            String path,

            @JsonPropertyDescription(
                    "Scheme and host of the URLs for which Latchkey creates signatures; `*.` stands for all subdomains")
            List<String> hosts) {}

    /** @param carried how requests carry the credential, or a part of it */
    static CredentialView of(UUID connectionId, Stored stored, Function<Material, RequestParts> carried, Instant now) {
        var document = stored.document();
        var material = document.material();
        var parts = carried.apply(material);
        return new CredentialView(
                connectionId,
                document.generation(),
                stored.version(),
                material.type(),
                accessToken(material),
                material.expiresAt(),
                parts.headers(),
                parts.query(),
                parts.body(),
                parts.url(),
                document.parameters(),
                values(material),
                further(material, carried, now),
                parts.signedFor().map(hosts -> signatures(connectionId, hosts)).orElse(null),
                CredentialPermissions.of(document.grant().permissions()));
    }

    private static Signatures signatures(UUID connectionId, ApiHosts hosts) {
        return new Signatures("/v1/credentials/" + connectionId + "/signatures", hosts.origins());
    }

    private static @Nullable Map<String, String> values(Material material) {
        return material instanceof EnteredMaterial entered && !entered.values().isEmpty() ? entered.values() : null;
    }

    /** Those that have not expired; null if there is none. */
    private static @Nullable List<FurtherTokenView> further(
            Material material, Function<Material, RequestParts> carried, Instant now) {
        if (!(material instanceof OAuth2Tokens tokens)) {
            return null;
        }
        var views = tokens.further().entrySet().stream()
                .filter(token -> token.getValue().validAt(now))
                .sorted(Map.Entry.comparingByKey())
                .map(token -> FurtherTokenView.of(
                        token.getKey(), token.getValue(), carried.apply(tokens.alone(token.getValue()))))
                .toList();
        return views.isEmpty() ? null : views;
    }

    private static @Nullable String accessToken(Material material) {
        if (material instanceof IssuedToken issued) {
            return issued.token().reveal();
        }
        return material instanceof OAuth2Tokens tokens ? tokens.accessToken().reveal() : null;
    }

    @Override
    public String toString() {
        return "CredentialView[connectionId=" + connectionId + ", credentialVersion=" + credentialVersion + "]";
    }
}
