package io.latchkey.broker.method.entered;

import io.latchkey.broker.method.AuthMethod;
import io.latchkey.broker.method.Begun;
import io.latchkey.broker.method.Begun.Kept;
import io.latchkey.broker.method.BrowserResponse;
import io.latchkey.broker.method.Identified;
import io.latchkey.broker.method.NextStep.Form;
import io.latchkey.broker.method.Obtained;
import io.latchkey.broker.method.Refusal;
import io.latchkey.broker.secret.Grant;
import io.latchkey.broker.secret.Material;
import io.latchkey.broker.secret.Secret;
import io.latchkey.catalog.Provider;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A method whose credentials a person enters in a form of the broker. The broker verifies each credential at the
 * provider before it stores it. Latchkey cannot revoke these credentials, and renews only those of an
 * {@link IssuingMethod}.
 */
public abstract class EnteredMethod implements AuthMethod {
    private final Provider provider;
    private final EnteredCredentials credentials;

    protected EnteredMethod(Provider provider, EnteredCredentials credentials) {
        this.provider = provider;
        this.credentials = credentials;
    }

    /** The fields of the form. */
    protected abstract Form fields();

    /**
     * The grant from the fields of a response that is not refused, which the broker then tests. Fails with a
     * {@link io.latchkey.broker.upstream.failure.ProviderException} if the provider issues none.
     */
    protected abstract Uni<Grant> grant(BrowserResponse response, List<String> permissions);

    @Override
    public abstract List<Refusal> refusals(BrowserResponse response);

    @Override
    public final Optional<Refusal> refusal(BrowserResponse response) {
        return refusals(response).stream().findFirst();
    }

    /** A grant with the requested permissions, for a credential that does not list those it has. */
    protected final Uni<Grant> assumed(Material material, List<String> permissions) {
        return Uni.createFrom().item(EnteredCredentials.grant(provider, material, permissions));
    }

    @Override
    public final Provider provider() {
        return provider;
    }

    protected final EnteredCredentials credentials() {
        return credentials;
    }

    protected final Instant now() {
        return credentials.now();
    }

    /** Always ready: Latchkey needs no client at the provider. */
    @Override
    public final Uni<Void> requireReady(String tenant) {
        return Uni.createFrom().voidItem();
    }

    @Override
    public final Uni<Begun> begin(String tenant, List<String> permissions, Secret state) {
        return Uni.createFrom().item(new Begun(fields(), new Kept(state, null)));
    }

    @Override
    public final Optional<Form> form() {
        return Optional.of(fields());
    }

    @Override
    public final Uni<Obtained> complete(BrowserResponse response, List<String> permissions, Kept kept) {
        return grant(response, permissions).chain(grant -> credentials.tried(this, grant));
    }

    @Override
    public final Uni<Identified> identify(Material material) {
        return credentials.accountOf(this, material);
    }
}
