package io.latchkey.broker.secret.vault;

import io.quarkus.vault.client.VaultException;
import io.quarkus.vault.client.auth.VaultAuthRequest;
import io.quarkus.vault.client.auth.VaultToken;
import io.quarkus.vault.client.auth.VaultTokenProvider;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Shares one login among concurrent calls that need a token. A token that cannot be renewed, because it has reached the
 * maximum lifetime of its role, is replaced by a new one.
 */
final class VaultLogin implements VaultTokenProvider {
    private final VaultTokenProvider tokens;
    private @Nullable CompletionStage<VaultToken> latest;

    VaultLogin(VaultTokenProvider tokens) {
        this.tokens = tokens;
    }

    @Override
    public synchronized CompletionStage<VaultToken> apply(VaultAuthRequest request) {
        if (latest == null || latest.toCompletableFuture().isDone()) {
            latest = tokens.apply(request)
                    .exceptionallyCompose(notRenewed -> loginAnew(request))
                    .exceptionallyCompose(failure -> CompletableFuture.failedStage(new LoginFailed()));
        }
        return latest;
    }

    private CompletionStage<VaultToken> loginAnew(VaultAuthRequest request) {
        tokens.invalidateCache();
        return tokens.apply(request);
    }

    @Override
    public void invalidateCache() {
        tokens.invalidateCache();
    }

    /** Omits the status of the login, which is not the status of the request that needs the token. */
    static final class LoginFailed extends VaultException {
        private static final long serialVersionUID = 1;

        LoginFailed() {
            super("the login to Vault failed", null, false, false);
        }
    }
}
