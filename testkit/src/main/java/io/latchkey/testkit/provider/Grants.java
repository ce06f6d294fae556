package io.latchkey.testkit.provider;

import io.latchkey.testkit.canary.Marks;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Codes, tokens and the families they belong to; one family for each consent. */
final class Grants {
    /** One consent, alive until it is revoked or one of its rotated tokens is used again. */
    static final class Family {
        final String accountId;
        final String scope;
        final String challenge;
        final String redirectUri;
        private boolean alive = true;
        private @Nullable String accessToken;
        private @Nullable String refreshToken;

        private Family(String accountId, String scope, String challenge, String redirectUri) {
            this.accountId = accountId;
            this.scope = scope;
            this.challenge = challenge;
            this.redirectUri = redirectUri;
        }

        boolean alive() {
            return alive;
        }

        void end() {
            alive = false;
        }

        Optional<String> presentAccessToken() {
            return Optional.ofNullable(accessToken);
        }

        Optional<String> presentRefreshToken() {
            return Optional.ofNullable(refreshToken);
        }
    }

    private final List<Family> consents = new ArrayList<>();
    private final Map<String, Family> codes = new HashMap<>();
    private final Map<String, Family> accessTokens = new HashMap<>();
    private final Map<String, Family> refreshTokens = new HashMap<>();

    synchronized String code(String accountId, String scope, String challenge, String redirectUri) {
        var code = "code-" + UUID.randomUUID();
        codes.put(code, new Family(accountId, scope, challenge, redirectUri));
        return code;
    }

    /** The consent for {@code code}; a code can be used once. */
    synchronized Optional<Family> redeem(String code) {
        return Optional.ofNullable(codes.remove(code));
    }

    synchronized Family consented(Family family) {
        consents.add(family);
        return family;
    }

    /** The oldest valid consent of an account. */
    synchronized Family firstOf(String accountId) {
        return consents.stream()
                .filter(family -> family.accountId.equals(accountId) && family.alive())
                .findFirst()
                .orElseThrow();
    }

    synchronized String accessToken(Family family) {
        var token = Marks.secret("access");
        family.accessToken = token;
        accessTokens.put(token, family);
        return token;
    }

    synchronized String refreshToken(Family family) {
        var token = Marks.secret("refresh");
        family.refreshToken = token;
        refreshTokens.put(token, family);
        return token;
    }

    /** The living family of a refresh token. A token that was rotated away kills its family. */
    synchronized Optional<Family> refresh(String token) {
        var family = refreshTokens.get(token);
        if (family != null && !token.equals(family.refreshToken)) {
            family.end();
        }
        return Optional.ofNullable(family).filter(Family::alive);
    }

    synchronized Optional<Family> access(String token) {
        return Optional.ofNullable(accessTokens.get(token)).filter(Family::alive);
    }

    /** Ends the family of an access or refresh token, if there is one. */
    synchronized void revoke(String token) {
        var family = refreshTokens.getOrDefault(token, accessTokens.get(token));
        if (family != null) {
            family.end();
        }
    }

    synchronized void revokeAll() {
        refreshTokens.values().forEach(Family::end);
        accessTokens.values().forEach(Family::end);
    }
}
