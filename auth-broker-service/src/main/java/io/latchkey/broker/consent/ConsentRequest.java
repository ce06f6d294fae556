package io.latchkey.broker.consent;

import io.latchkey.contracts.Principal;
import io.latchkey.contracts.credential.AuthorizationRequest;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What was asked for when an authorization began, and by whom; it never changes. */
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

    protected ConsentRequest() {}

    /**
     * @param method the id of the authentication method
     * @param permissions all that will be asked for
     */
    public ConsentRequest(AuthorizationRequest request, String method, List<String> permissions) {
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
        accountChangeAllowed = request.accountChangeAllowed();
    }

    public boolean wasMadeBy(Principal principal) {
        return new Principal(principalIssuer, principalSubject, principalClient).equals(principal);
    }

    /** Whether this is the verifier that the caller announced; anything is, where none was. */
    public boolean isProvenBy(@Nullable String codeVerifier) {
        return codeChallenge == null
                || (codeVerifier != null
                        && Pkce.isVerifier(codeVerifier)
                        && Pkce.challenge(codeVerifier).equals(codeChallenge));
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

    /** All that is asked for, whether modules need it or the caller named it. */
    public List<String> permissions() {
        return permissions;
    }

    public String returnUrl() {
        return returnUrl;
    }

    public Optional<String> callerState() {
        return Optional.ofNullable(callerState);
    }

    public boolean accountChangeAllowed() {
        return accountChangeAllowed;
    }
}
