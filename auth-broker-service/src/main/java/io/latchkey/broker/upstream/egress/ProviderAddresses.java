package io.latchkey.broker.upstream.egress;

import io.latchkey.work.LogLimit;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.net.SocketAddress;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.List;

/**
 * Resolves the host of each request to a provider, and returns an address that the {@link EgressRule} allows. The
 * caller connects to that address, not to the name, so that a second answer of a DNS server is never used.
 *
 * <p>Names are resolved by the JVM, which keeps an answer for 30 seconds, on separate threads: a slow DNS server delays
 * only calls to providers.
 */
@ApplicationScoped
public class ProviderAddresses {
    private static final int LOOKUPS = 16;

    private final HostNames names;
    private final EgressRule rule;
    private final WorkerExecutor threads;
    private final MeterRegistry metrics;
    private final LogLimit logLimit;

    @Inject
    ProviderAddresses(Vertx vertx, EgressSettings config, MeterRegistry metrics, Clock clock) {
        this(
                vertx,
                host -> List.of(InetAddress.getAllByName(host)),
                new EgressRule(
                        config.allowedRanges().orElse(List.of()),
                        config.allowedHosts().orElse(List.of())),
                metrics,
                clock);
    }

    public ProviderAddresses(Vertx vertx, HostNames names, EgressRule rule, MeterRegistry metrics, Clock clock) {
        this.names = names;
        this.rule = rule;
        this.threads = vertx.createSharedWorkerExecutor("provider-addresses", LOOKUPS);
        this.metrics = metrics;
        this.logLimit = new LogLimit(clock);
    }

    /**
     * The address to connect to. Fails with an {@link AddressNotAllowedException} if none is allowed, or with an
     * {@link java.net.UnknownHostException}.
     */
    public Future<SocketAddress> of(String host, int port) {
        return threads.executeBlocking(() -> allowed(host), false)
                .map(address -> SocketAddress.inetSocketAddress(new InetSocketAddress(address, port)))
                .onFailure(failure -> {
                    if (failure instanceof AddressNotAllowedException) {
                        report(host);
                    }
                });
    }

    private InetAddress allowed(String host) throws IOException {
        for (var address : names.resolve(host)) {
            if (rule.allows(host, address)) {
                return nameless(address);
            }
        }
        throw new AddressNotAllowedException(host);
    }

    /** Without a name, the pool of connections distinguishes the addresses of a host. */
    private static InetAddress nameless(InetAddress address) throws IOException {
        return InetAddress.getByAddress(address.getAddress());
    }

    private void report(String host) {
        metrics.counter("latchkey.egress.refusals").increment();
        if (logLimit.isDue(host)) {
            Log.warnf(
                    "provider not called, its host has no public address; if that is intended, allow it with"
                            + " LATCHKEY_EGRESS_ALLOWED_RANGES or LATCHKEY_EGRESS_ALLOWED_HOSTS host=%s",
                    host);
        }
    }

    @PreDestroy
    void close() {
        var unawaited = threads.close();
    }
}
