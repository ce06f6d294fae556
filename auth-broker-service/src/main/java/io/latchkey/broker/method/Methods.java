package io.latchkey.broker.method;

import io.latchkey.broker.secret.CredentialDocument;
import io.latchkey.broker.upstream.Failure;
import io.latchkey.broker.upstream.ProviderException;
import io.latchkey.catalog.AuthSpec;
import io.latchkey.catalog.Catalog;
import io.latchkey.catalog.Provider;
import io.latchkey.contracts.connection.Outcome;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Finds the method with which a credential is, or was, obtained. */
@ApplicationScoped
public class Methods {
    private final Catalog catalog;
    private final List<MethodKind> kinds;

    Methods(Catalog catalog, @All List<MethodKind> kinds) {
        this.catalog = catalog;
        this.kinds = kinds;
    }

    /** The method of {@code provider} that {@code methodId} names; empty if the catalog has it no more. */
    public Optional<AuthMethod> find(String provider, String methodId) {
        return catalog.find(provider).flatMap(found -> found.method(methodId).map(spec -> bound(found, spec)));
    }

    /**
     * The method of a stored credential; empty if this replica's catalog does not have it, or has another kind of method
     * by its id: another replica's may.
     */
    public Optional<AuthMethod> find(CredentialDocument document) {
        return find(document.provider(), document.method())
                .filter(method -> method.material().isInstance(document.material()));
    }

    /** The same; fails with a {@link ProviderException} of an operator's fault if the catalog does not have it. */
    public AuthMethod require(CredentialDocument document) {
        return find(document)
                .orElseThrow(() -> new ProviderException(
                        new Failure(Outcome.OPERATOR_FAULT, null, "provider_unknown", null, null)));
    }

    /** The method that a new authorization at {@code provider} begins with. */
    public AuthMethod first(Provider provider) {
        return bound(provider, provider.methods().get(0));
    }

    /** What a request with this credential must carry; empty if this replica can't know. */
    public Optional<RequestParts> apply(CredentialDocument document) {
        return find(document).map(method -> method.apply(document.material())).or(() -> kinds.stream()
                .flatMap(kind -> kind.usually(document.material()).stream())
                .findFirst());
    }

    private AuthMethod bound(Provider provider, AuthSpec spec) {
        return kinds.stream()
                .flatMap(kind -> kind.of(provider, spec).stream())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no method for " + spec.getClass()));
    }
}
