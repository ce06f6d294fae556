package io.latchkey.broker.method.entered;

import io.latchkey.broker.method.BrowserResponse;
import io.latchkey.broker.method.Renewer;
import io.latchkey.broker.secret.Grant;
import io.latchkey.broker.secret.IssuedToken;
import io.latchkey.broker.secret.Secret;
import io.latchkey.catalog.Provider;
import io.latchkey.catalog.request.Probe;
import io.latchkey.contracts.connection.Permissions;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A method with which the broker obtains a token with the values that a person entered, and obtains it again before it
 * expires. Platform services receive the token, and never the entered values.
 */
public abstract class IssuingMethod extends EnteredMethod {
    protected IssuingMethod(Provider provider, EnteredCredentials credentials) {
        super(provider, credentials);
    }

    @Override
    public abstract Class<? extends IssuedToken> material();

    /** The values of a response that is not refused, by the ids of their fields. */
    protected abstract Map<String, Secret> values(BrowserResponse response);

    /** The value of a field that cannot be left empty. */
    protected static Secret required(Map<String, Secret> entered, String field) {
        return Objects.requireNonNull(entered.get(field), field);
    }

    /** The scopes to request for these permissions. */
    protected List<String> scopes(List<String> permissions) {
        return List.of();
    }

    /**
     * Obtains a token. Fails with a {@link io.latchkey.broker.upstream.failure.ProviderException}. It can be repeated at
     * any time: no token depends on an earlier one.
     */
    protected abstract Uni<Issued> issue(Map<String, Secret> entered, List<String> scopes);

    /** The age at which a token of unknown lifetime is renewed. Empty if the catalog does not define it. */
    protected abstract Optional<Duration> usualLife();

    @Override
    protected final Uni<Grant> grant(BrowserResponse response, List<String> permissions) {
        var requested = scopes(permissions);
        return issue(values(response), requested).chain(issued -> assumed(issued.token(), permissions)
                .map(grant ->
                        granted(issued, new Grant(grant.material(), requested, grant.permissions(), null, null))));
    }

    /**
     * {@code grant} with the token, and with the scopes and permissions if the provider lists them. Where probes report
     * these, only probes change them.
     */
    final Grant granted(Issued issued, Grant grant) {
        var scopes = spec().verifies().map(Probe::scopesFrom).isPresent() ? null : issued.scopes();
        return scopes == null
                ? new Grant(issued.token(), grant.scopes(), grant.permissions(), grant.expiresAt(), null)
                : new Grant(
                        issued.token(),
                        scopes,
                        Permissions.of(
                                grant.permissions().requested(), provider().granted(scopes)),
                        grant.expiresAt(),
                        null);
    }

    @Override
    public final Optional<Renewer> renewer() {
        return Optional.of(new IssueAgain(this, credentials()));
    }
}
