package io.latchkey.broker.consent;

import io.latchkey.bootstrap.column.ParametersColumn;
import io.latchkey.contracts.Principal;
import io.latchkey.contracts.credential.AuthorizationRequest;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embeddable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The immutable request that began an authorization, with the principal that made it. */
@Embeddable
public class ConsentRequest {
    @Column(name = "principal_issuer")
    String principalIssuer;

    @Column(name = "principal_subject")
    String principalSubject;

    @Column(name = "principal_client")
    String principalClient;

    @Column(name = "connection_name")
    @Nullable
    String connectionName;

    String provider;
    String method;
    List<String> modules;
    List<String> permissions;

    @Column(name = "return_url")
    String returnUrl;

    @Column(name = "caller_state")
    @Nullable
    String callerState;

    @Column(name = "code_challenge")
    @Nullable
    String codeChallenge;

    @Column(name = "account_change_allowed")
    boolean accountChangeAllowed;

    @Convert(converter = ParametersColumn.class)
    Map<String, String> parameters;

    @Column(name = "own_client")
    boolean ownClient;

    protected ConsentRequest() {}

    /**
     * @param method the id of the authentication method
     * @param permissions all permissions to request
     * @param parameters values of the connection's parameters that are known already
     * @param ownClient whether the user enters the client
     */
    public ConsentRequest(
            AuthorizationRequest request,
            String method,
            List<String> permissions,
            Map<String, String> parameters,
            boolean ownClient) {
        principalIssuer = request.principal().issuer();
        principalSubject = request.principal().subject();
        principalClient = request.principal().client();
        connectionName = request.connectionName();
        provider = request.provider();
        this.method = method;
        modules = List.copyOf(request.modules());
        this.permissions = List.copyOf(permissions);
        returnUrl = request.returnUrl();
        callerState = request.callerState();
        codeChallenge = request.codeChallenge();
        this.parameters = Map.copyOf(parameters);
        this.ownClient = ownClient;
        accountChangeAllowed = request.accountChangeAllowed();
    }

    public boolean wasMadeBy(Principal principal) {
        return new Principal(principalIssuer, principalSubject, principalClient).equals(principal);
    }

    /** Whether the caller sent a code challenge, so that only the matching code verifier completes it. */
    public boolean hasChallenge() {
        return codeChallenge != null;
    }

    /** Whether {@code codeVerifier} matches the caller's code challenge; without a challenge, only null does. */
    public boolean isProvenBy(@Nullable String codeVerifier) {
        return codeVerifier == null || codeChallenge == null
                ? codeVerifier == null && codeChallenge == null
                : Pkce.isVerifier(codeVerifier) && Pkce.challenge(codeVerifier).equals(codeChallenge);
    }

    public Optional<String> connectionName() {
        return Optional.ofNullable(connectionName);
    }

    public String provider() {
        return provider;
    }

    /** The id of the authentication method. */
    public String method() {
        return method;
    }

    public List<String> modules() {
        return modules;
    }

    /** All requested permissions, from modules and from the caller. */
    public List<String> permissions() {
        return permissions;
    }

    public String returnUrl() {
        return returnUrl;
    }

    public Optional<String> callerState() {
        return Optional.ofNullable(callerState);
    }

    /** The values of the connection's parameters that the request names, or an earlier authorization had. */
    public Map<String, String> parameters() {
        return parameters;
    }

    /** Whether the user enters a client that serves only this connection. */
    public boolean ownClient() {
        return ownClient;
    }

    public boolean accountChangeAllowed() {
        return accountChangeAllowed;
    }
}
