package io.latchkey.broker.consent.status;

import io.latchkey.broker.secret.OneTimeToken;
import io.latchkey.broker.secret.Secret;
import io.latchkey.broker.secret.hash.CachedKey;
import io.latchkey.broker.secret.hash.HashKeyStore;
import io.latchkey.broker.url.PublicUrl;
import io.latchkey.work.failure.Unavailable;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The public URLs that show the status of authorizations.
 *
 * <ol>
 *   <li>The token in a URL is the authorization's id with an HMAC over it. It is not stored, so each response can repeat
 *       the URL, and a new link does not change it.
 *   <li>The key serves no other purpose, so no other endpoint accepts the token.
 *   <li>A token that Latchkey did not issue is recognized without a query.
 * </ol>
 *
 * Each method fails with {@link Unavailable} if the key is not known yet and Vault does not respond.
 */
@ApplicationScoped
public class StatusUrls {
    static final String PATH = "/connect/status";
    static final String TOKEN = "token";

    private static final int ID_LENGTH = 22;
    private static final Pattern FORMAT = Pattern.compile("[A-Za-z0-9_-]{65}");

    private final CachedKey key;
    private final PublicUrl publicUrl;

    StatusUrls(HashKeyStore store, PublicUrl publicUrl) {
        this.key = new CachedKey(store::statusUrlKey);
        this.publicUrl = publicUrl;
    }

    /** The URL for an authorization. */
    public Uni<String> of(UUID authorization) {
        return key.get()
                .map(known -> publicUrl.of(
                        PATH + "?" + TOKEN + "=" + token(known, authorization).text()));
    }

    /** The authorization for which {@code token} was issued. Empty if Latchkey did not issue it. */
    Uni<Optional<UUID>> authorization(String token) {
        if (!FORMAT.matcher(token).matches()) {
            return Uni.createFrom().item(Optional.empty());
        }
        var id = id(token);
        return key.get().map(known -> Optional.of(id)
                .filter(named -> OneTimeToken.matches(token, token(known, named).hash())));
    }

    private static OneTimeToken token(Secret key, UUID authorization) {
        var id = ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(authorization.getMostSignificantBits())
                .putLong(authorization.getLeastSignificantBits())
                .array();
        var proof = OneTimeToken.derived(key.reveal(), authorization.toString());
        return new OneTimeToken(OneTimeToken.base64(id) + proof.text());
    }

    private static UUID id(String token) {
        var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(token.substring(0, ID_LENGTH)));
        return new UUID(bytes.getLong(), bytes.getLong());
    }
}
