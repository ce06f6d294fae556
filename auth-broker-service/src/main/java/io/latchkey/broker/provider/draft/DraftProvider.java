package io.latchkey.broker.provider.draft;

import io.latchkey.broker.catalog.PlainHosts;
import io.latchkey.catalog.discovery.Discovery;
import io.latchkey.catalog.discovery.DiscoveryException;
import io.latchkey.catalog.discovery.Draft;
import io.latchkey.catalog.discovery.DraftNames;
import io.latchkey.work.Detached;
import io.latchkey.work.failure.DomainException;
import io.latchkey.work.failure.Explanation;
import io.latchkey.work.failure.Invalid;
import io.latchkey.work.failure.Unavailable;
import io.latchkey.work.failure.Unprocessable;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Drafts a catalog entry from the metadata of a provider, and words the failures for the operator. */
@ApplicationScoped
class DraftProvider {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(10);
    private static final String URL = "url";

    private final Discovery discovery;

    DraftProvider(ProviderMetadata documents, PlainHosts plainHosts) {
        this.discovery = new Discovery(documents, plainHosts);
    }

    /** The text of the draft. */
    Uni<String> from(DraftRequest request) {
        discovery.fault(request.url()).ifPresent(fault -> {
            throw new Invalid(
                    URL, URL + " " + fault + ".", "Send the issuer exactly as the provider documents it, with https.");
        });
        return Uni.createFrom()
                .deferred(() ->
                        Detached.join(discovery.draft(request.url(), new DraftNames(request.id(), request.name()))))
                .onFailure(DiscoveryException.class)
                .transform(failure -> problem((DiscoveryException) failure))
                .map(Draft::text);
    }

    private static DomainException problem(DiscoveryException failure) {
        return worded(failure).with("attempts", failure.attempts());
    }

    private static DomainException worded(DiscoveryException failure) {
        return switch (failure.kind()) {
            case FAILING, UNREACHABLE -> new Unavailable("provider", RETRY_AFTER).with(Explanation.FIELD, URL);
            case NOT_ALLOWED ->
                new Unavailable(
                                "provider-address-not-allowed",
                                "The host has no public address, so it is not called.",
                                RETRY_AFTER)
                        .with(Explanation.FIELD, URL)
                        .with(
                                Explanation.REMEDY,
                                "Send the URL of a server on the Internet, or allow the host in"
                                        + " LATCHKEY_EGRESS_ALLOWED_HOSTS or its address in LATCHKEY_EGRESS_ALLOWED_RANGES.");
            case ABSENT, INVALID_SERVER ->
                new Unprocessable(
                        "metadata-not-usable",
                        "No usable metadata",
                        URL,
                        "There is no metadata at this URL that can be used: " + failure.getMessage(),
                        "Send the issuer exactly as the provider documents it. If the provider publishes no metadata,"
                                + " write the entry by hand: docs/providers.md shows how.");
        };
    }
}
