package io.latchkey.broker.secret.vault;

import io.quarkus.vault.client.VaultClient;
import io.quarkus.vault.client.http.vertx.VertxVaultHttpClient;
import io.quarkus.vault.runtime.VaultConfigHolder;
import io.quarkus.vault.runtime.config.VaultAuthenticationType;
import io.quarkus.vault.runtime.config.VaultRuntimeConfig;
import io.quarkus.vault.runtime.config.VaultTlsConfig;
import io.vertx.core.Vertx;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.ProxyOptions;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Connections to Vault: one pool for reads, another for writes, and one login for both. They have the same options as
 * quarkus-vault's own pool, whose size of five cannot be changed.
 */
@ApplicationScoped
class VaultConnections {
    private final VertxVaultHttpClient readPool;
    private final VertxVaultHttpClient writePool;
    private final VaultClient reads;
    private final VaultClient writes;

    VaultConnections(VaultClient vault, VaultConfigHolder config, VaultPoolSettings settings, Vertx vertx) {
        var options = options(config.getVaultRuntimeConfig()).setMaxPoolSize(settings.connections());
        var login = new VaultLogin(vault.getTokenProvider());
        readPool = new VertxVaultHttpClient(WebClient.create(vertx, options));
        writePool = new VertxVaultHttpClient(WebClient.create(vertx, options));
        reads = vault.configure().executor(readPool).tokenProvider(login).build();
        writes = vault.configure().executor(writePool).tokenProvider(login).build();
    }

    VaultClient reads() {
        return reads;
    }

    VaultClient writes() {
        return writes;
    }

    private static WebClientOptions options(VaultRuntimeConfig config) {
        var options = new WebClientOptions()
                .setConnectTimeout((int) config.connectTimeout().toMillis())
                .setIdleTimeout((int) config.readTimeout().toMillis())
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
        config.proxyHost()
                .ifPresent(host ->
                        options.setProxyOptions(new ProxyOptions().setHost(host).setPort(config.proxyPort())));
        config.nonProxyHosts().ifPresent(options::setNonProxyHosts);
        if (config.tls().skipVerify().orElse(false)) {
            return options.setTrustAll(true).setVerifyHost(false);
        }
        authority(config).ifPresent(path -> options.setTrustOptions(new PemTrustOptions().addCertPath(path)));
        return options;
    }

    private static Optional<String> authority(VaultRuntimeConfig config) {
        VaultTlsConfig tls = config.tls();
        var kubernetes =
                tls.useKubernetesCaCert() && config.getAuthenticationType() == VaultAuthenticationType.KUBERNETES;
        return tls.caCert().or(() -> kubernetes ? Optional.of(VaultRuntimeConfig.KUBERNETES_CACERT) : Optional.empty());
    }

    @PreDestroy
    void close() {
        readPool.close();
        writePool.close();
    }
}
