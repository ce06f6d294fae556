package io.latchkey.broker.method.apikey;

import io.latchkey.broker.method.AuthMethod;
import io.latchkey.broker.method.Begun;
import io.latchkey.broker.method.Begun.Kept;
import io.latchkey.broker.method.BrowserResponse;
import io.latchkey.broker.method.NextStep;
import io.latchkey.broker.method.NextStep.Form.Field;
import io.latchkey.broker.method.Obtained;
import io.latchkey.broker.method.ProbeEndpoint.Finding;
import io.latchkey.broker.method.Refusal;
import io.latchkey.broker.method.RequestParts;
import io.latchkey.broker.secret.ApiKeyValues;
import io.latchkey.broker.secret.Grant;
import io.latchkey.broker.secret.Material;
import io.latchkey.broker.secret.Secret;
import io.latchkey.broker.upstream.BasicCredentials;
import io.latchkey.broker.upstream.Failure;
import io.latchkey.broker.upstream.ProviderException;
import io.latchkey.catalog.ApiKey;
import io.latchkey.catalog.Provider;
import io.latchkey.catalog.apikey.KeyField;
import io.latchkey.catalog.apikey.Placement;
import io.latchkey.contracts.connection.Account;
import io.latchkey.contracts.connection.Outcome;
import io.latchkey.contracts.connection.Permissions;
import io.smallrye.mutiny.Uni;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** One provider's API key. It can be neither renewed nor revoked from here. */
final class ApiKeyMethod implements AuthMethod {
    private final Provider provider;
    private final ApiKey spec;
    private final ApiKeyMethods shared;

    ApiKeyMethod(Provider provider, ApiKey spec, ApiKeyMethods shared) {
        this.provider = provider;
        this.spec = spec;
        this.shared = shared;
    }

    @Override
    public Provider provider() {
        return provider;
    }

    @Override
    public ApiKey spec() {
        return spec;
    }

    @Override
    public Class<ApiKeyValues> material() {
        return ApiKeyValues.class;
    }

    @Override
    public Uni<Void> requireReady() {
        return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<Begun> begin(List<String> permissions, Secret state) {
        return Uni.createFrom().item(new Begun(fields(), new Kept(state, null)));
    }

    @Override
    public Optional<NextStep.Form> form() {
        return Optional.of(fields());
    }

    private NextStep.Form fields() {
        return new NextStep.Form(spec.fields().stream()
                .map(field -> new Field(field.id(), field.label(), field.help(), field.visible()))
                .toList());
    }

    /** The first field whose value can't be one. */
    @Override
    public Optional<Refusal> refusal(BrowserResponse response) {
        return spec.fields().stream()
                .filter(field -> response.text(field.id())
                        .filter(value -> accepts(field, value))
                        .isEmpty())
                .map(field -> new Refusal(Refusal.Kind.ERROR, field.id()))
                .findFirst();
    }

    /** A colon ends the user name of Basic authentication (RFC 7617, section 2). */
    private boolean accepts(KeyField field, String value) {
        var basic = spec.placement().basic();
        var isUserName = basic != null && basic.username().contains("{" + field.id() + "}");
        return field.accepts(value) && !(isUserName && value.contains(":"));
    }

    /** A key that the provider accepts in one probe. */
    @Override
    public Uni<Obtained> complete(BrowserResponse response, List<String> permissions, Kept kept) {
        var key = new ApiKeyValues(
                spec.fields().stream().collect(Collectors.toMap(KeyField::id, field -> response.value(field.id())
                        .orElseThrow())),
                shared.clock.instant());
        return shared.probes.ask(this, key).map(finding -> {
            requireGood(finding);
            return new Obtained(grant(key, permissions), null);
        });
    }

    /** A key does not say what it allows, so it is taken to allow what was asked for. */
    private Grant grant(Material key, List<String> permissions) {
        var granted = provider.fullAccessOnly() ? provider.allPermissions() : permissions;
        return new Grant(key, List.of(), Permissions.of(permissions, granted), null, null);
    }

    private static void requireGood(Finding finding) {
        if (finding.outcome() != Outcome.OK) {
            throw new ProviderException(
                    new Failure(finding.outcome(), finding.reason(), finding.detail(), finding.httpStatus(), null));
        }
    }

    @Override
    public Uni<Optional<Account>> identify(Material material) {
        return shared.identities.of(this, material);
    }

    @Override
    public RequestParts apply(Material material) {
        var values = values(material);
        var placement = spec.placement();
        var headers = new HashMap<>(filled(placement.headers(), values));
        if (placement.basic() != null) {
            headers.put(
                    "Authorization",
                    BasicCredentials.of(
                            Placement.filled(placement.basic().username(), values),
                            Placement.filled(placement.basic().password(), values)));
        }
        return new RequestParts(headers, filled(placement.query(), values));
    }

    private static Map<String, String> values(Material material) {
        if (material instanceof ApiKeyValues key) {
            return key.fields().entrySet().stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, field -> field.getValue().reveal()));
        }
        throw new IllegalStateException("no API key: " + material.getClass().getSimpleName());
    }

    private static Map<String, String> filled(Map<String, String> templates, Map<String, String> values) {
        return templates.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> Placement.filled(entry.getValue(), values)));
    }
}
