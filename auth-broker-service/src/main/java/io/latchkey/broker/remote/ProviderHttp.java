package io.latchkey.broker.remote;

import io.latchkey.broker.lease.Detached;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;

/** Calls providers: no redirects, a limit on time and size, certificates checked. */
@ApplicationScoped
public class ProviderHttp {
    private static final int CONNECTIONS_PER_HOST = 32;

    private final Vertx vertx;
    private final ProviderConfig config;
    private final HttpClient client;

    ProviderHttp(Vertx vertx, ProviderConfig config) {
        this.vertx = vertx;
        this.config = config;
        this.client = vertx.createHttpClient(new HttpClientOptions()
                .setConnectTimeout((int) config.timeout().toMillis())
                .setMaxPoolSize(CONNECTIONS_PER_HOST)
                .setDecompressionSupported(true));
    }

    /** The answer, whatever its status; fails with a {@link ProviderException} if there is none. */
    public Uni<ProviderAnswer> send(ProviderCall call) {
        return Uni.createFrom()
                .deferred(() -> Detached.join(start(call)))
                .onFailure()
                .transform(failure -> new ProviderException(Failures.ofTransport(failure)));
    }

    private CompletableFuture<ProviderAnswer> start(ProviderCall call) {
        var answer = new CompletableFuture<ProviderAnswer>();
        var options = new RequestOptions()
                .setMethod(call.method())
                .setAbsoluteURI(call.url())
                .setFollowRedirects(false);
        call.headers().forEach(options::putHeader);
        client.request(options)
                .onSuccess(request -> exchange(request, call, answer))
                .onFailure(answer::completeExceptionally);
        var timer =
                vertx.setTimer(config.timeout().toMillis(), id -> answer.completeExceptionally(new TimeoutException()));
        answer.whenComplete((value, failure) -> vertx.cancelTimer(timer));
        return answer;
    }

    private void exchange(HttpClientRequest request, ProviderCall call, CompletableFuture<ProviderAnswer> answer) {
        answer.whenComplete((value, failure) -> {
            if (failure != null) {
                request.reset();
            }
        });
        var sent = call.body() == null ? request.send() : request.send(call.body());
        sent.onSuccess(response -> read(response, answer)).onFailure(answer::completeExceptionally);
    }

    private void read(HttpClientResponse response, CompletableFuture<ProviderAnswer> answer) {
        var body = Buffer.buffer();
        response.exceptionHandler(answer::completeExceptionally);
        response.handler(chunk -> {
            if (body.length() + chunk.length() > config.maxAnswerBytes()) {
                answer.completeExceptionally(new AnswerTooLarge());
            } else {
                body.appendBuffer(chunk);
            }
        });
        response.endHandler(end -> answer.complete(
                new ProviderAnswer(response.statusCode(), response.headers(), body.toString(StandardCharsets.UTF_8))));
    }

    @PreDestroy
    void close() {
        client.close();
    }

    static final class AnswerTooLarge extends IOException {
        private static final long serialVersionUID = 1;
    }
}
