package io.latchkey.catalog.discovery;

import io.latchkey.catalog.discovery.DiscoveryException.Attempt;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/**
 * Drafts a catalog entry from a URL: of an issuer, of a protected resource, or of a metadata document of either.
 *
 * <ol>
 *   <li>A document is used only if it names exactly the issuer or resource for which it was fetched.
 *   <li>The metadata of a resource comes before that of an issuer, because it names the issuer.
 *   <li>At most four requests are sent. The first that a server does not respond to ends the search.
 * </ol>
 */
public final class Discovery {
    private final MetadataDocuments documents;
    private final UrlRule rule;

    /** @param mayBePlain whether a host may be reached over plain http */
    public Discovery(MetadataDocuments documents, Predicate<String> mayBePlain) {
        this.documents = documents;
        this.rule = new UrlRule(mayBePlain);
    }

    /** Why nothing is fetched for {@code url}, as the end of a sentence that the field begins; empty if it is allowed. */
    public Optional<String> fault(String url) {
        return rule.fault(WellKnown.described(url));
    }

    /** Drafts the entry of the provider at {@code url}, which has no fault. Fails with a {@link DiscoveryException}. */
    public CompletionStage<Draft> draft(String url, DraftNames names) {
        var described = WellKnown.described(url);
        var search = new Search();
        return search.resource(described).thenCompose(resource -> search.server(
                        resource.map(found -> found.issuers().get(0)).orElse(described))
                .thenApply(server -> Draft.of(server, resource, names)));
    }

    /** One search, with what failed so far. */
    private final class Search {
        private final List<Attempt> attempts = new ArrayList<>();

        CompletionStage<Optional<ResourceMetadata>> resource(String resource) {
            return first(List.of(WellKnown.ofResource(URI.create(resource))), resource, ResourceMetadata::of);
        }

        CompletionStage<ServerMetadata> server(String issuer) {
            return first(WellKnown.ofIssuer(URI.create(issuer)), issuer, ServerMetadata::of)
                    .thenApply(found -> found.orElseThrow(() -> new DiscoveryException(attempts)));
        }

        /** The first usable document about {@code subject}. */
        private <T> CompletionStage<Optional<T>> first(
                List<String> locations, String subject, BiFunction<String, Metadata, T> reading) {
            if (locations.isEmpty()) {
                return CompletableFuture.completedStage(Optional.empty());
            }
            var location = locations.get(0);
            return documents
                    .get(location)
                    .thenApply(document -> Optional.of(reading.apply(subject, new Metadata(location, document, rule))))
                    .exceptionallyCompose(failure -> {
                        var fault = fault(failure);
                        attempts.add(new Attempt(location, fault));
                        return fault.kind().endsSearch()
                                ? CompletableFuture.failedStage(new DiscoveryException(attempts))
                                : first(locations.subList(1, locations.size()), subject, reading);
                    });
        }

        private UnusableMetadata fault(Throwable failure) {
            var cause = failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
            if (cause instanceof UnusableMetadata unusable) {
                return unusable;
            }
            throw new CompletionException(cause);
        }
    }
}
