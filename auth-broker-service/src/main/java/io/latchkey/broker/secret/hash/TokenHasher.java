package io.latchkey.broker.secret.hash;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.latchkey.broker.secret.Material;
import io.latchkey.broker.secret.OAuth1Token;
import io.latchkey.broker.secret.OAuth2Tokens;
import io.latchkey.broker.secret.Secret;
import io.latchkey.work.failure.Unavailable;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Hashes tokens with HMAC-SHA-256, with one key for all replicas. The key is read from Vault once and held in memory.
 */
@ApplicationScoped
public class TokenHasher {
    private static final String ALGORITHM = "HmacSHA256";

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
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key.reveal().getBytes(UTF_8), ALGORITHM));
            return HexFormat.of().formatHex(mac.doFinal(token.reveal().getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
