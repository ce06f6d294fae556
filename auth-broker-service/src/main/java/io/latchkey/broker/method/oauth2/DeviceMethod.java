package io.latchkey.broker.method.oauth2;

import io.latchkey.broker.method.AuthMethod;
import io.latchkey.broker.method.Begun;
import io.latchkey.broker.method.Begun.Kept;
import io.latchkey.broker.method.BrowserResponse;
import io.latchkey.broker.method.NextStep;
import io.latchkey.broker.method.Obtained;
import io.latchkey.broker.method.OwnClients;
import io.latchkey.broker.method.Polling;
import io.latchkey.broker.method.Refusal;
import io.latchkey.broker.method.client.ClientConflicts;
import io.latchkey.broker.method.client.EnteredClients;
import io.latchkey.broker.method.oauth2.client.OAuth2Provider;
import io.latchkey.broker.method.oauth2.device.DeviceAuthorization;
import io.latchkey.broker.method.oauth2.token.DevicePoll;
import io.latchkey.broker.secret.ProviderClient;
import io.latchkey.broker.secret.Secret;
import io.latchkey.catalog.OAuth2Device;
import io.latchkey.catalog.Provider;
import io.latchkey.catalog.oauth2.DeviceCodeError;
import io.latchkey.catalog.oauth2.DeviceRules;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The device authorization grant of one provider. The flow keeps the response to the device authorization request. */
final class DeviceMethod extends OAuth2Method implements Polling {
    private final OAuth2Device spec;
    private final DeviceRules rules;

    DeviceMethod(Provider provider, OAuth2Device spec, OAuth2Methods shared, Map<String, Secret> clientValues) {
        super(new OAuth2Provider(provider, spec), shared, clientValues);
        this.spec = spec;
        this.rules = spec.authorize();
    }

    @Override
    public AuthMethod with(Map<String, Secret> clientValues) {
        return new DeviceMethod(provider(), spec, shared, clientValues);
    }

    @Override
    ClientConflicts conflicts() {
        return new ClientConflicts(this, "that may use the device flow");
    }

    @Override
    public Uni<Begun> begin(String tenant, List<String> permissions, Secret state) {
        return shared.clients.chosen(this, tenant).chain(client -> begin(client, null, permissions));
    }

    /** A user cannot enter a client that authenticates with a key, because its key would be here. */
    @Override
    public Optional<OwnClients> ownClients() {
        return spec().hasClientKey()
                ? Optional.empty()
                : Optional.of(new EnteredClients(
                        provider(), spec(), null, (client, permissions, state) -> begin(client, client, permissions)));
    }

    /** @param own {@code client}, if the user entered it; otherwise null */
    private Uni<Begun> begin(ProviderClient client, @Nullable ProviderClient own, List<String> permissions) {
        return shared.clients
                .usable(provider, client)
                .chain(usable -> shared.devices.begin(provider, rules, usable, permissions))
                .map(begun -> new Begun(begun.step(), new Kept(begun.sealed(), client.ref(), own)));
    }

    @Override
    public Optional<Polling> polling() {
        return Optional.of(this);
    }

    @Override
    public NextStep.DeviceCode step(Kept kept) {
        return DeviceAuthorization.unsealed(kept.secret()).step();
    }

    @Override
    public Uni<Polled> poll(Kept kept, List<String> permissions) {
        var deviceCode = DeviceAuthorization.unsealed(kept.secret()).deviceCode();
        return shared.clients
                .of(provider, kept.client(), kept.ownClient())
                .chain(client -> shared.tokens.poll(provider, client, deviceCode, rules.codes()))
                .map(poll -> polled(poll, permissions));
    }

    private Polled polled(DevicePoll poll, List<String> permissions) {
        var error = poll.error();
        return error == null
                ? Polled.granted(obtained(Objects.requireNonNull(poll.exchanged()), permissions))
                : Polled.of(verdict(error));
    }

    private static Verdict verdict(DeviceCodeError error) {
        return switch (error) {
            case AUTHORIZATION_PENDING -> Verdict.PENDING;
            case SLOW_DOWN -> Verdict.SLOW_DOWN;
            case ACCESS_DENIED -> Verdict.DENIED;
            case EXPIRED_TOKEN -> Verdict.EXPIRED;
        };
    }

    /** No browser returns from the provider, so every response from one is refused. */
    @Override
    public Optional<Refusal> refusal(BrowserResponse response) {
        return Optional.of(new Refusal(Refusal.Kind.ERROR, "unexpected_response"));
    }

    @Override
    public Uni<Obtained> complete(BrowserResponse response, List<String> permissions, Kept kept) {
        return Uni.createFrom().failure(() -> new IllegalStateException("every response of a browser is refused"));
    }
}
