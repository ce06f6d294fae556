package io.latchkey.broker.upstream;

import io.latchkey.broker.upstream.egress.ProviderAddresses;
import io.latchkey.broker.upstream.failure.Failure;
import io.latchkey.broker.upstream.failure.ProviderException;
import io.latchkey.broker.upstream.response.ProviderResponse;
import io.latchkey.contracts.connection.Outcome;
import io.latchkey.work.Detached;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests to providers, without redirects, with limits on time and size, and with certificate validation. It
 * connects to addresses that {@link ProviderAddresses} has checked; the {@code Host} header, SNI and the certificate are
 * those of the name. It uses Vert.x's {@code HttpClient} instead of {@code WebClient}, which cannot limit the size of a body while receiving
 * it, keep the received part of a truncated response (its refresh token may be the only valid one), or distinguish a
 * request that was never sent from one without a response.
 */
@ApplicationScoped
public class ProviderHttp {
    private static final int CONNECTIONS_PER_HOST = 32;

    /** Some providers, GitHub for example, refuse requests that have none. */
    private static final String USER_AGENT = "Latchkey";

    /** The catalog has a placeholder for which the connection has no value. */
    private static final Failure INCOMPLETE =
            new Failure(Outcome.OPERATOR_FAULT, null, "parameter_missing", null, null);

    private final Vertx vertx;
    private final ProviderSettings config;
    private final ProviderAddresses addresses;
    private final HttpClient client;

    ProviderHttp(Vertx vertx, ProviderSettings config, ProviderAddresses addresses) {
        this.vertx = vertx;
        this.config = config;
        this.addresses = addresses;
        this.client = vertx.httpClientBuilder()
                .with(new HttpClientOptions()
                        .setConnectTimeout((int) config.timeout().toMillis())
                        .setDecompressionSupported(true))
                .with(new PoolOptions().setHttp1MaxSize(CONNECTIONS_PER_HOST))
                .withConnectHandler(ProviderHttp::keepQuiet)
                .build();
    }

    /**
     * Returns the response, whatever its status. Fails with a {@link ProviderException} if there is none, or an
     * incomplete one.
     */
    public Uni<ProviderResponse> send(ProviderRequest call) {
        return sendKeepingPart(call).map(received -> {
            if (received.fault() != null) {
                throw new ProviderException(received.fault());
            }
            return received.answer();
        });
    }

    /** Like {@link #send}, but also returns a response that was cut off after its body had begun. */
    public Uni<Received> sendKeepingPart(ProviderRequest call) {
        if (!call.isComplete()) {
            return Uni.createFrom().failure(() -> new ProviderException(INCOMPLETE));
        }
        return Uni.createFrom()
                .deferred(() -> Detached.join(start(call)))
                .onFailure()
                .transform(failure -> new ProviderException(TransportFailures.of(failure)));
    }

    /**
     * A response, complete or cut off.
     *
     * @param fault why the rest is missing; null if the response is complete
     */
    public record Received(
            ProviderResponse answer, @Nullable Failure fault) {}

    private CompletableFuture<Received> start(ProviderRequest call) {
        var transfer = new Transfer(config.maxAnswerBytes());
        var options = new RequestOptions()
                .setMethod(call.method())
                .setAbsoluteURI(call.url())
                .setFollowRedirects(false);
        options.putHeader(HttpHeaders.USER_AGENT, USER_AGENT);
        call.headers().forEach(options::putHeader);
        addresses
                .of(options.getHost(), options.getPort())
                .compose(address -> client.request(options.setServer(address)))
                .onSuccess(request -> exchange(request, call, transfer))
                .onFailure(failure -> transfer.fail(new NeverSent(failure)));
        var timer = vertx.setTimer(config.timeout().toMillis(), id -> transfer.timedOut());
        transfer.received.whenComplete((value, failure) -> vertx.cancelTimer(timer));
        return transfer.received;
    }

    private static void exchange(HttpClientRequest request, ProviderRequest call, Transfer transfer) {
        if (!transfer.begin()) {
            request.reset();
            return;
        }
        transfer.received.whenComplete((received, failure) -> {
            if (failure != null || received.fault() != null) {
                request.reset();
            }
        });
        var sent = call.body() == null ? request.send() : request.send(call.body());
        sent.onSuccess(transfer::read).onFailure(transfer::fail);
    }

    /**
     * A failure of the connection also fails the request on it. Without a handler, Vert.x would log it too, with a
     * message that quotes the response.
     */
    private static void keepQuiet(HttpConnection connection) {
        var unused = connection.exceptionHandler(failure -> {});
    }

    @PreDestroy
    void close() {
        client.close();
    }

    /** Receives one response. Vert.x calls it on one event loop, except for the timer. */
    private static final class Transfer {
        private final CompletableFuture<Received> received = new CompletableFuture<>();
        private final Buffer body = Buffer.buffer();
        private final int limit;
        private @Nullable HttpClientResponse response;
        private boolean begun;

        Transfer(int limit) {
            this.limit = limit;
        }

        /** Whether the request may be sent now. It may not after the time limit. */
        private synchronized boolean begin() {
            begun = !received.isDone();
            return begun;
        }

        private synchronized void timedOut() {
            var tooLong = new TimeoutException();
            fail(begun ? tooLong : new NeverSent(tooLong));
        }

        private synchronized void read(HttpClientResponse begun) {
            response = begun;
            begun.exceptionHandler(this::fail);
            begun.handler(this::append);
            begun.endHandler(end -> complete(begun, null));
        }

        private synchronized void append(Buffer chunk) {
            if (body.length() + chunk.length() > limit) {
                fail(new AnswerTooLarge());
            } else {
                body.appendBuffer(chunk);
            }
        }

        private synchronized void fail(Throwable failure) {
            if (response == null || body.length() == 0) {
                received.completeExceptionally(failure);
            } else {
                complete(response, TransportFailures.of(failure));
            }
        }

        /** Completes in every case. Otherwise the caller would wait forever. */
        private synchronized void complete(HttpClientResponse answered, @Nullable Failure fault) {
            if (received.isDone()) {
                return;
            }
            try {
                var answer =
                        new ProviderResponse(answered.statusCode(), answered.headers(), body.getBytes(), fault != null);
                received.complete(new Received(answer, fault));
            } catch (RuntimeException unreadable) {
                received.completeExceptionally(new AnswerUnreadable());
            }
        }
    }

    /** There was no connection on which to send the request. */
    static final class NeverSent extends IOException {
        private static final long serialVersionUID = 1;

        NeverSent(Throwable cause) {
            super(cause);
        }
    }

    /** Has no cause, because a cause could quote the response. */
    static final class AnswerUnreadable extends IOException {
        private static final long serialVersionUID = 1;
    }

    static final class AnswerTooLarge extends IOException {
        private static final long serialVersionUID = 1;
    }
}
