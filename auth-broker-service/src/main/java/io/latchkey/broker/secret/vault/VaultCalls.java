package io.latchkey.broker.secret.vault;

import io.latchkey.broker.secret.vault.VaultCallException.Kind;
import io.latchkey.work.Detached;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.quarkus.vault.client.VaultClient;
import io.quarkus.vault.client.VaultClientException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Calls Vault. Every failure becomes a {@link VaultCallException}. The start and the end of a series of failures are
 * logged; all failures are counted. The content of a request or response is never logged or thrown.
 */
@ApplicationScoped
class VaultCalls {
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;

    private final VaultConnections connections;
    private final MeterRegistry metrics;
    private final Set<String> failing = ConcurrentHashMap.newKeySet();

    VaultCalls(VaultConnections connections, MeterRegistry metrics) {
        this.connections = connections;
        this.metrics = metrics;
    }

    /**
     * Sends a request that changes nothing. It is sent once more if its connection breaks, which can happen to a
     * kept-alive connection.
     */
    <T> Uni<T> read(String operation, Function<VaultClient, CompletionStage<T>> request) {
        return call(operation, connections.reads(), request)
                .onFailure(VaultCallException::isConnection)
                .retry()
                .atMost(1);
    }

    <T> Uni<T> write(String operation, Function<VaultClient, CompletionStage<T>> request) {
        return call(operation, connections.writes(), request);
    }

    private <T> Uni<T> call(String operation, VaultClient vault, Function<VaultClient, CompletionStage<T>> request) {
        return Uni.createFrom()
                .deferred(() -> Detached.join(request.apply(vault)))
                .invoke(() -> answered(operation))
                .onFailure()
                .transform(failure -> failed(operation, kind(failure), detail(failure)));
    }

    /** Records that Vault's policy does not allow {@code operation}, and returns the failure. */
    VaultCallException notAllowed(String operation) {
        return failed(operation, Kind.OTHER, "not_allowed");
    }

    private VaultCallException failed(String operation, Kind kind, String detail) {
        if (kind == Kind.ABSENT || kind == Kind.NOT_ACCEPTED) {
            answered(operation);
        } else {
            metrics.counter("latchkey.vault.failures", "operation", operation).increment();
            if (failing.add(operation)) {
                Log.warnf("vault unavailable operation=%s detail=%s", operation, detail);
            }
        }
        return new VaultCallException(kind, operation, detail);
    }

    private void answered(String operation) {
        if (failing.remove(operation)) {
            Log.infof("vault available again operation=%s", operation);
        }
    }

    private static Kind kind(Throwable failure) {
        if (hasStatus(failure, BAD_REQUEST)) {
            return Kind.NOT_ACCEPTED;
        }
        if (hasStatus(failure, NOT_FOUND) && saysNothing((VaultClientException) failure)) {
            return Kind.ABSENT;
        }
        return answered(failure) || failure instanceof TimeoutException ? Kind.OTHER : Kind.CONNECTION;
    }

    private static boolean hasStatus(Throwable failure, int status) {
        return answered(failure) && ((VaultClientException) failure).getStatus() == status;
    }

    private static boolean answered(Throwable failure) {
        return failure instanceof VaultClientException refused && refused.getStatus() != null;
    }

    /** Vault returns no error if nothing is stored at the path, and an error if no engine is mounted there. */
    private static boolean saysNothing(VaultClientException notFound) {
        return notFound.getErrors() == null || notFound.getErrors().isEmpty();
    }

    private static String detail(Throwable failure) {
        return answered(failure)
                ? "http_" + ((VaultClientException) failure).getStatus()
                : failure.getClass().getSimpleName();
    }
}
