package io.latchkey.broker.method;

import io.latchkey.broker.catalog.CurrentCatalog;
import io.latchkey.broker.secret.CredentialDocument;
import io.latchkey.broker.secret.Material;
import io.latchkey.broker.upstream.failure.CatalogFault;
import io.latchkey.broker.upstream.failure.ProviderException;
import io.latchkey.catalog.AuthSpec;
import io.latchkey.catalog.Provider;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the method with which a credential is obtained, or was obtained. */
@ApplicationScoped
public class Methods {
    private final CurrentCatalog catalog;
    private final MissingProviders missing;
    private final List<MethodKind> kinds;

    Methods(CurrentCatalog catalog, MissingProviders missing, @All List<MethodKind> kinds) {
        this.catalog = catalog;
        this.missing = missing;
        this.kinds = kinds;
    }

    /**
     * The method {@code methodId} of {@code provider}. Empty if the catalog does not, or no longer does, contain it.
     */
    public Optional<AuthMethod> find(String provider, String methodId) {
        return find(provider, methodId, Map.of());
    }

    /**
     * The same, for a connection with these values of parameters: its URLs, headers, bodies and scopes have them in
     * place of placeholders.
     */
    public Optional<AuthMethod> find(String provider, String methodId, Map<String, String> parameters) {
        return catalog.find(provider).map(found -> found.with(parameters)).flatMap(found -> found.method(methodId)
                .map(spec -> bound(found, spec)));
    }

    /**
     * The method of a stored credential. Empty if this replica's catalog does not contain it, or has a method of
     * another kind under its id. The catalog of another replica may differ.
     */
    public Optional<AuthMethod> find(CredentialDocument document) {
        return find(document.provider(), document.method(), values(document))
                .filter(method -> method.material().isInstance(document.material()))
                .map(method -> method.servedBy(document.ownClient()));
    }

    /**
     * The method of a stored credential. Fails with a {@link ProviderException} that reports an operator fault if the
     * catalog does not contain it. Logs that, but not each time.
     */
    public AuthMethod require(CredentialDocument document) {
        return find(document).orElseThrow(() -> missing(document));
    }

    private ProviderException missing(CredentialDocument document) {
        missing.report(document.provider(), document.method());
        return CatalogFault.NOT_IN_CATALOG.exception();
    }

    /** The provider's first method, which a new authorization uses by default. */
    public AuthMethod first(Provider provider) {
        return bound(provider, provider.methods().get(0));
    }

    /** All methods of the provider, in the order of the catalog. */
    public List<AuthMethod> all(Provider provider) {
        return provider.methods().stream().map(spec -> bound(provider, spec)).toList();
    }

    /**
     * The headers and parameters of a request with this credential that are usual for its kind, if the catalog does not
     * contain its method. Fails like {@link #require} if there are none.
     *
     * @param material that of the credential, or a part of it
     */
    public RequestParts usual(CredentialDocument document, Material material) {
        return kinds.stream()
                .flatMap(kind -> kind.usually(material).stream())
                .findFirst()
                .orElseThrow(() -> missing(document));
    }

    /** The same method, for a connection for which the provider has also named these values of parameters. */
    public AuthMethod knowing(AuthMethod method, Map<String, String> learned) {
        var provider = method.provider().knowing(learned);
        return bound(provider, provider.method(method.spec().id()).orElseThrow());
    }

    private static Map<String, String> values(CredentialDocument document) {
        return withClient(document.parameters(), document.clientId());
    }

    /** Values of parameters, with the id of the client that requests to the API may carry. */
    public static Map<String, String> withClient(Map<String, String> parameters, @Nullable String clientId) {
        if (clientId == null) {
            return parameters;
        }
        var values = new HashMap<>(parameters);
        values.put(Provider.CLIENT_ID, clientId);
        return values;
    }

    private AuthMethod bound(Provider provider, AuthSpec spec) {
        return kinds.stream()
                .flatMap(kind -> kind.of(provider, spec).stream())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no method for " + spec.getClass()));
    }
}
