package io.latchkey.broker.method.client;

import io.latchkey.broker.secret.ClientRef;
import io.latchkey.broker.secret.ProviderClient;
import io.latchkey.broker.secret.Secret;
import io.latchkey.broker.upstream.failure.Failure;
import io.latchkey.broker.upstream.failure.ProviderException;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests with the secrets of a client, in order, while its secret is rotated.
 *
 * <ol>
 *   <li>A request is repeated with the next secret only if the provider refused the client before it looked at the
 *       grant. Any other outcome ends the attempt.
 *   <li>No two secrets are sent at the same time.
 *   <li>This replica starts with the secret that last worked.
 * </ol>
 */
@ApplicationScoped
public class ClientSecrets {
    private final Map<Key, Worked> working = new ConcurrentHashMap<>();
    private final Clock clock;

    ClientSecrets(Clock clock) {
        this.clock = clock;
    }

    private record Key(String provider, ClientRef client) {}

    /** @param at when the provider last accepted it */
    private record Worked(Secret secret, Instant at) {}

    /**
     * {@code client} with the secret that last worked at this replica, if that was within {@code age}, or with its only
     * one.
     */
    public Optional<ProviderClient> known(String provider, ProviderClient client, Duration age) {
        if (client.secrets().size() < 2) {
            return Optional.of(client);
        }
        var since = clock.instant().minus(age);
        return Optional.ofNullable(working.get(new Key(provider, client.ref())))
                .filter(worked -> worked.at().isAfter(since))
                .map(Worked::secret)
                .filter(client.secrets()::contains)
                .map(client::with);
    }

    /**
     * Sends {@code request} until the provider does not refuse the client, or has refused all its secrets.
     *
     * @param request is called with a client that has one secret
     * @param refusal why the provider refused the request, for a result that is not a {@link ProviderException}; null
     *     if it did not
     */
    public <T> Uni<T> send(
            String provider,
            ProviderClient client,
            Function<ProviderClient, Uni<T>> request,
            Function<T, @Nullable Failure> refusal) {
        return send(provider, client, request, refusal, Failure::refusesClient);
    }

    /**
     * The same for a protocol in which other failures can mean that the secret is wrong.
     *
     * @param ofSecret whether a failure can mean that
     */
    public <T> Uni<T> send(
            String provider,
            ProviderClient client,
            Function<ProviderClient, Uni<T>> request,
            Function<T, @Nullable Failure> refusal,
            Predicate<Failure> ofSecret) {
        var key = new Key(provider, client.ref());
        if (client.secrets().size() < 2) {
            working.remove(key);
            return request.apply(client);
        }
        return new Attempts<>(key, client, request, refusal, ofSecret).from(0);
    }

    private final class Attempts<T> {
        private final Key key;
        private final ProviderClient client;
        private final List<Secret> secrets;
        private final Function<ProviderClient, Uni<T>> request;
        private final Function<T, @Nullable Failure> refusal;
        private final Predicate<Failure> ofSecret;

        Attempts(
                Key key,
                ProviderClient client,
                Function<ProviderClient, Uni<T>> request,
                Function<T, @Nullable Failure> refusal,
                Predicate<Failure> ofSecret) {
            this.key = key;
            this.client = client;
            this.request = request;
            this.refusal = refusal;
            this.ofSecret = ofSecret;
            var known = working.get(key);
            var worked = known == null ? null : known.secret();
            secrets = client.secrets().stream()
                    .sorted(Comparator.comparing(secret -> !secret.equals(worked)))
                    .toList();
        }

        Uni<T> from(int position) {
            var secret = secrets.get(position);
            return request.apply(client.with(secret)).onItemOrFailure().transformToUni((result, thrown) -> {
                var failure = failure(result, thrown);
                if (failure != null && ofSecret.test(failure) && position + 1 < secrets.size()) {
                    return from(position + 1);
                }
                if (thrown != null) {
                    return Uni.createFrom().failure(thrown);
                }
                if (failure == null) {
                    remember(secret);
                }
                return Uni.createFrom().item(result);
            });
        }

        private @Nullable Failure failure(@Nullable T result, @Nullable Throwable thrown) {
            if (thrown instanceof ProviderException refused) {
                return refused.failure();
            }
            return result == null ? null : refusal.apply(result);
        }

        private void remember(Secret secret) {
            var before = working.put(key, new Worked(secret, clock.instant()));
            if (before == null || !before.secret().equals(secret)) {
                Log.infof(
                        "secret of a client works provider=%s client=%s position=%d of=%d",
                        key.provider(), key.client().id(), client.secrets().indexOf(secret) + 1, secrets.size());
            }
        }
    }
}
