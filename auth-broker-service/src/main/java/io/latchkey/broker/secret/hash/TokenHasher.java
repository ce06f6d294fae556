package io.latchkey.broker.secret.hash;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.latchkey.broker.secret.Hmac;
import io.latchkey.broker.secret.Material;
import io.latchkey.broker.secret.OAuth1Token;
import io.latchkey.broker.secret.OAuth2Tokens;
import io.latchkey.broker.secret.Secret;
import io.latchkey.work.failure.Unavailable;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HexFormat;

/**
 * Hashes tokens with HMAC-SHA-256, with one key for all replicas. The key is read from Vault once and held in memory.
 */
@ApplicationScoped
public class TokenHasher {
    private final CachedKey key;

    TokenHasher(HashKeyStore store) {
        this.key = new CachedKey(store::tokenHashKey);
    }

    /**
     * Hashes the tokens of {@code material}. Fails with {@link Unavailable} if the key is not known yet and Vault does
     * not respond.
     */
    public Uni<TokenHashes> of(Material material) {
        if (material instanceof OAuth2Tokens tokens) {
            return of(tokens);
        }
        return material instanceof OAuth1Token issued
                ? key.get().map(known -> new TokenHashes(hash(known, issued.token()), null))
                : Uni.createFrom().item(TokenHashes.NONE);
    }

    private Uni<TokenHashes> of(OAuth2Tokens tokens) {
        return key.get()
                .map(known -> new TokenHashes(
                        hash(known, tokens.accessToken()),
                        tokens.refreshToken() == null ? null : hash(known, tokens.refreshToken())));
    }

    private static String hash(Secret key, Secret token) {
        return HexFormat.of().formatHex(Hmac.sha256(key.reveal().getBytes(UTF_8), token.reveal()));
    }
}
