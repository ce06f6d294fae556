package io.latchkey.broker.handout;

import io.latchkey.broker.method.AuthMethod;
import io.latchkey.broker.method.Methods;
import io.latchkey.broker.method.RequestSigner.Signature;
import io.latchkey.broker.origin.OriginGuard;
import io.latchkey.broker.secret.CredentialDocument;
import io.latchkey.broker.upstream.failure.ProviderException;
import io.latchkey.edge.caller.Caller;
import io.latchkey.work.failure.Conflict;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;

/**
 * Signs a request to the API of a connection's provider, for a caller who may fetch its credential. The secret that signs
 * stays in the broker.
 */
@ApplicationScoped
class SignRequest {
    private final ReadCredential credentials;
    private final Methods methods;
    private final OriginGuard origins;

    SignRequest(ReadCredential credentials, Methods methods, OriginGuard origins) {
        this.credentials = credentials;
        this.methods = methods;
        this.origins = origins;
    }

    Uni<SignatureView> sign(UUID connectionId, Caller caller, SignatureRequest request) {
        return credentials.usable(connectionId, caller).chain(stored -> signed(stored.document(), request)
                .onFailure(ProviderException.class)
                .transform(failure -> ReadCredential.explained(failure, stored.document())));
    }

    private Uni<SignatureView> signed(CredentialDocument document, SignatureRequest request) {
        return Uni.createFrom().deferred(() -> {
            var method = methods.require(document);
            var signer = method.signer().orElseThrow(() -> notSigned(method));
            request.requireOnly(signer.covers(), method.provider().name());
            var unsigned = request.on(method.apiHosts());
            return origins.requireAllowed(document.provider(), method.origin(), document.origin())
                    .chain(() -> signer.sign(unsigned, document.material()))
                    .map(signature -> view(signature, document));
        });
    }

    private static SignatureView view(Signature signature, CredentialDocument document) {
        var end = document.material().expiresAt();
        return new SignatureView(signature.headers(), end == null ? signature.validUntil() : earlier(end, signature));
    }

    private static Instant earlier(Instant end, Signature signature) {
        return end.isBefore(signature.validUntil()) ? end : signature.validUntil();
    }

    private static Conflict notSigned(AuthMethod method) {
        return new Conflict(
                "not-signed",
                "Requests to " + method.provider().name() + " need no signature.",
                "Fetch the credential, and send its headers, query and body with each request.");
    }
}
