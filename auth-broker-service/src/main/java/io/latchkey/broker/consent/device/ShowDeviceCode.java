package io.latchkey.broker.consent.device;

import io.latchkey.broker.consent.Authorization;
import io.latchkey.broker.consent.Authorizations;
import io.latchkey.broker.consent.ClientPageUrl;
import io.latchkey.broker.consent.ConsentSettings;
import io.latchkey.broker.consent.KeptSecrets;
import io.latchkey.broker.consent.browser.BrowserPages;
import io.latchkey.broker.consent.browser.ConnectView.Granted;
import io.latchkey.broker.consent.browser.DeviceCodeView;
import io.latchkey.broker.consent.browser.RejectedException;
import io.latchkey.broker.consent.browser.Rejection;
import io.latchkey.broker.consent.callback.CallbackResult;
import io.latchkey.broker.consent.callback.SettleFlow;
import io.latchkey.broker.method.AuthMethod;
import io.latchkey.broker.method.NextStep.DeviceCode;
import io.latchkey.broker.url.PublicUrl;
import io.latchkey.contracts.credential.AuthorizationStatus;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the data for the page with a device code, or the result once there is one. Only the browser that pressed
 * <em>Continue</em> can see the page. It changes nothing.
 */
@ApplicationScoped
class ShowDeviceCode {
    private final Authorizations authorizations;
    private final KeptSecrets secrets;
    private final SettleFlow settle;
    private final ClientPageUrl clientPage;
    private final ConsentSettings config;
    private final PublicUrl publicUrl;
    private final Clock clock;

    ShowDeviceCode(
            Authorizations authorizations,
            KeptSecrets secrets,
            SettleFlow settle,
            ClientPageUrl clientPage,
            ConsentSettings config,
            PublicUrl publicUrl,
            Clock clock) {
        this.authorizations = authorizations;
        this.secrets = secrets;
        this.settle = settle;
        this.clientPage = clientPage;
        this.config = config;
        this.publicUrl = publicUrl;
        this.clock = clock;
    }

    /**
     * What the browser receives: the page, or the result of the flow.
     *
     * @param view null if there is a {@code result}
     * @param result null if the user has not finished yet
     */
    record Shown(@Nullable DeviceCodeView view, @Nullable CallbackResult result) {
        Uni<Response> on(BrowserPages pages) {
            return view == null ? Objects.requireNonNull(result).on(pages) : pages.deviceCode(view);
        }
    }

    /** Fails with a {@link RejectedException} if this browser may not see the page. */
    Uni<Shown> shown(String token, Function<UUID, @Nullable String> binding) {
        return Panache.withSession(() -> authorizations.byLink(token))
                .chain(found -> shown(found, binding, authorization -> link(token)));
    }

    /** The same for an authorization whose user has entered the client. */
    Uni<Shown> shownOf(UUID authorization, Function<UUID, @Nullable String> binding) {
        return Panache.withSession(() -> authorizations.find(authorization))
                .chain(found -> shown(found.filter(Authorization::hasOwnClient), binding, clientPage::of));
    }

    /** @param start where the person gets another code */
    private Uni<Shown> shown(
            Optional<Authorization> found,
            Function<UUID, @Nullable String> binding,
            Function<Authorization, URI> start) {
        var authorization =
                found.filter(Authorization::hasFlow).orElseThrow(() -> new RejectedException(Rejection.UNKNOWN_LINK));
        var secret = binding.apply(authorization.id());
        if (secret == null || !authorization.flow().isBoundTo(secret)) {
            throw new RejectedException(Rejection.OTHER_BROWSER);
        }
        return shown(start.apply(authorization), authorization, secret, clock.instant());
    }

    private Uni<Shown> shown(URI start, Authorization authorization, String binding, Instant now) {
        var flow = authorization.flow();
        if (authorization.awaitsClient() && authorization.opensAt(now)) {
            return result(CallbackResult.sentBack(clientPage.of(authorization)));
        }
        if (authorization.isExchangingAt(now)) {
            return result(CallbackResult.refused(Rejection.IN_PROGRESS));
        }
        if (authorization.statusAt(now) != AuthorizationStatus.STARTED || flow.consumed()) {
            return result(CallbackResult.of(authorization, now, binding));
        }
        if (flow.expiredAt(now) || !flow.isKept()) {
            return result(
                    authorization.opensAt(now)
                            ? CallbackResult.refused(Rejection.DEVICE_CODE_EXPIRED, start)
                            : CallbackResult.refused(Rejection.LINK_EXPIRED));
        }
        var method = settle.methodOf(authorization);
        var polling = method.polling().orElseThrow(() -> new RejectedException(Rejection.UNKNOWN_LINK));
        return secrets.open(authorization)
                .map(kept -> new Shown(view(authorization, method, polling.step(kept), now), null));
    }

    private static Uni<Shown> result(CallbackResult result) {
        return Uni.createFrom().item(new Shown(null, result));
    }

    private URI link(String token) {
        return URI.create(publicUrl.of("/connect/" + token));
    }

    private DeviceCodeView view(Authorization authorization, AuthMethod method, DeviceCode step, Instant now) {
        var provider = method.provider();
        var request = authorization.request();
        var flow = authorization.flow();
        return new DeviceCodeView(
                provider.name(),
                config.platformName(),
                request.connectionName().orElse(null),
                Granted.allOf(provider, request.permissions()),
                provider.fullAccessOnly(),
                step.userCode(),
                step.verificationUri(),
                Objects.requireNonNullElse(step.verificationUriComplete(), step.verificationUri()),
                Duration.between(now, flow.expiresAt()),
                flow.requireSchedule().interval());
    }
}
