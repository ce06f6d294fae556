package io.latchkey.testkit.provider;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.latchkey.testkit.canary.Marks;
import java.net.URLEncoder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A strict provider: authorization code with PKCE (S256), one client, rotating refresh tokens whose reuse kills the
 * grant, {@code iss} in the response, revocation of the whole grant. Consent is given at once, by the present account.
 */
public final class Behaviour {
    /** The user code of every device authorization. */
    public static final String USER_CODE = "WDJBMJHT";

    private final String issuer;
    private final Grants grants = new Grants();
    private final Map<String, Map<String, String>> pushed = new ConcurrentHashMap<>();
    /** Scopes by device code. */
    private final Map<String, String> devices = new ConcurrentHashMap<>();

    private final String clientId = "latchkey-client";
    private final String clientSecret = Marks.secret("client") + ":+%/ &=\u00e9";
    private volatile String accountId = "account-1";
    private volatile @Nullable String grantedScope;
    private volatile @Nullable Duration accessTokenLife = Duration.ofMinutes(5);
    private volatile @Nullable Duration grantLife;
    private volatile @Nullable String furtherSecret;
    private volatile boolean rotates = true;
    private volatile boolean entersCodes;
    private volatile Function<Map<String, Object>, Answer> tokenAnswer = reply -> Answer.json(200, reply);
    private volatile @Nullable Predicate<String> assertions;
    private volatile Reissue reissue = Reissue.NOTHING;

    /** The tokens that another consent of the same account returns again, if its grant is valid. */
    public enum Reissue {
        NOTHING,
        /** As HubSpot does. */
        REFRESH_TOKEN,
        /** As Slack and GitHub do. */
        BOTH_TOKENS
    }

    Behaviour(String issuer) {
        this.issuer = issuer;
    }

    public String issuer() {
        return issuer;
    }

    /** Accepts another secret of the client, too; null: no other. */
    public void acceptAlso(@Nullable String secret) {
        furtherSecret = secret;
    }

    public String clientId() {
        return clientId;
    }

    /** Marked, and with characters that must be encoded. */
    public String clientSecret() {
        return clientSecret;
    }

    /** Who consents from now on; {@code account-1} at first. Its label is {@code <id>@fake.example}. */
    public void signIn(String account) {
        accountId = account;
    }

    /** Grants these scopes from now on; null: the requested scopes. */
    public void grantOnly(@Nullable String scope) {
        grantedScope = scope;
    }

    /** The {@code expires_in} of responses from now on, initially five minutes; null: none. */
    public void accessTokensLive(@Nullable Duration life) {
        accessTokenLife = life;
    }

    /** The {@code refresh_expires_in} of responses from now on; null: none, which is the default. */
    public void grantsLive(@Nullable Duration life) {
        grantLife = life;
    }

    /** Whether a refresh returns a new refresh token; the default is true. */
    public void rotates(boolean rotate) {
        rotates = rotate;
    }

    /** The form of token responses from now on; {@link FakeProvider#reset} restores JSON with 200. */
    public void answerTokens(Function<Map<String, Object>, Answer> form) {
        tokenAnswer = form;
    }

    void answerTokensPlainly() {
        answerTokens(reply -> Answer.json(200, reply));
    }

    public void reissues(Reissue what) {
        reissue = what;
    }

    /** The user withdraws everything, behind our back. */
    public void withdrawAll() {
        grants.revokeAll();
    }

    /** Whether the present account enters every user code and consents, which is at first false. */
    public void enterCodes(boolean enters) {
        entersCodes = enters;
    }

    /** Whether this access token is accepted. */
    public boolean accepts(String accessToken) {
        return grants.access(accessToken).isPresent();
    }

    Answer answer(Endpoint endpoint, ReceivedRequest request) {
        return switch (endpoint) {
            case AUTHORIZE -> authorize(request.query());
            case PUSHED -> push(request);
            case DEVICE -> device(request);
            case TOKEN -> token(request);
            case REVOKE -> revoke(request);
            case USERINFO -> userinfo(request);
            case METADATA -> metadata(request);
            case REGISTER -> register();
            case ELSEWHERE -> Answer.status(404);
        };
    }

    private Answer push(ReceivedRequest request) {
        if (!fromOurClient(request)) {
            return Answer.oauthError(401, "invalid_client");
        }
        var requestUri = "urn:ietf:params:oauth:request_uri:" + UUID.randomUUID();
        pushed.put(requestUri, request.form());
        return Answer.json(201, Map.of("request_uri", requestUri, "expires_in", 60));
    }

    /** A request that was pushed is carried out once, and the browser may add nothing to it. */
    private Answer authorize(Map<String, String> sent) {
        var requestUri = sent.get("request_uri");
        var asked = requestUri == null ? sent : pushed.remove(requestUri);
        if (asked == null || (requestUri != null && sent.size() != 2)) {
            return Answer.status(400);
        }
        if (!clientId.equals(asked.get("client_id")) || !"S256".equals(asked.get("code_challenge_method"))) {
            return Answer.status(400);
        }
        var onlyScope = grantedScope;
        var scope = onlyScope != null ? onlyScope : asked.getOrDefault("scope", "");
        var redirectUri = asked.getOrDefault("redirect_uri", "");
        var code = grants.code(accountId, scope, asked.getOrDefault("code_challenge", ""), redirectUri);
        return Answer.redirect(redirectUri
                + "?code=" + encode(code)
                + "&state=" + encode(asked.getOrDefault("state", ""))
                + "&iss=" + encode(issuer));
    }

    private Answer device(ReceivedRequest request) {
        if (!fromOurClient(request)) {
            return Answer.oauthError(401, "invalid_client");
        }
        var deviceCode = Marks.secret("device");
        devices.put(deviceCode, request.form().getOrDefault("scope", ""));
        return Answer.json(
                200,
                Map.of(
                        "device_code",
                        deviceCode,
                        "user_code",
                        USER_CODE,
                        "verification_uri",
                        "https://fake.example/device",
                        "verification_uri_complete",
                        "https://fake.example/device?user_code=" + USER_CODE,
                        "expires_in",
                        900,
                        "interval",
                        60));
    }

    /** A device code can be redeemed once. */
    private Answer poll(String deviceCode) {
        if (!devices.containsKey(deviceCode)) {
            return Answer.oauthError(400, "invalid_grant");
        }
        if (!entersCodes) {
            return Answer.oauthError(400, "authorization_pending");
        }
        var code = grants.code(accountId, devices.remove(deviceCode), "", "");
        return grants.redeem(code)
                .map(grants::consented)
                .map(family -> tokens(family, true))
                .orElseThrow();
    }

    private Answer token(ReceivedRequest request) {
        if (!fromOurClient(request)) {
            return Answer.oauthError(401, "invalid_client");
        }
        var form = request.form();
        return switch (form.getOrDefault("grant_type", "")) {
            case "authorization_code" ->
                grants.redeem(form.getOrDefault("code", ""))
                        .filter(family -> family.redirectUri.equals(form.get("redirect_uri")))
                        .filter(family -> family.challenge.equals(challenge(form.getOrDefault("code_verifier", ""))))
                        .map(grants::consented)
                        .map(family -> reissue == Reissue.NOTHING
                                ? tokens(family, true)
                                : tokensAgain(grants.firstOf(family.accountId)))
                        .orElseGet(() -> Answer.oauthError(400, "invalid_grant"));
            case "refresh_token" ->
                grants.refresh(form.getOrDefault("refresh_token", ""))
                        .map(family -> tokens(family, rotates))
                        .orElseGet(() -> Answer.oauthError(400, "invalid_grant"));
            case "urn:ietf:params:oauth:grant-type:device_code" -> poll(form.getOrDefault("device_code", ""));
            default -> Answer.oauthError(400, "unsupported_grant_type");
        };
    }

    private Answer tokens(Grants.Family family, boolean withRefreshToken) {
        return tokens(family, grants.accessToken(family), withRefreshToken ? grants.refreshToken(family) : null);
    }

    private Answer tokensAgain(Grants.Family family) {
        return tokens(
                family,
                family.presentAccessToken()
                        .filter(token -> reissue == Reissue.BOTH_TOKENS)
                        .orElseGet(() -> grants.accessToken(family)),
                family.presentRefreshToken().orElseGet(() -> grants.refreshToken(family)));
    }

    private Answer tokens(Grants.Family family, String accessToken, @Nullable String refreshToken) {
        var reply = new HashMap<String, Object>();
        reply.put("token_type", "Bearer");
        reply.put("access_token", accessToken);
        var life = accessTokenLife;
        if (life != null) {
            reply.put("expires_in", life.toSeconds());
        }
        reply.put("scope", family.scope);
        if (refreshToken != null) {
            reply.put("refresh_token", refreshToken);
        }
        var refreshLife = grantLife;
        if (refreshLife != null) {
            reply.put("refresh_expires_in", refreshLife.toSeconds());
        }
        return tokenAnswer.apply(reply);
    }

    /** With the token in a form (RFC 7009), or with a valid access token as bearer token. */
    private Answer revoke(ReceivedRequest request) {
        var bearer = request.accessToken().flatMap(grants::access);
        if (bearer.isPresent()) {
            bearer.get().end();
            return Answer.status(200);
        }
        if (!fromOurClient(request)) {
            return Answer.oauthError(401, "invalid_client");
        }
        grants.revoke(request.form().getOrDefault("token", ""));
        return Answer.status(200);
    }

    private Answer userinfo(ReceivedRequest request) {
        return request.accessToken()
                .flatMap(grants::access)
                .map(family -> Answer.json(
                        200,
                        Map.of(
                                "sub", family.accountId,
                                "email", family.accountId + "@fake.example",
                                "preferred_username", family.accountId)))
                .orElseGet(() -> Answer.status(401));
    }

    /** At the location of OpenID Connect only. */
    private Answer metadata(ReceivedRequest request) {
        return request.path().equals("/.well-known/openid-configuration")
                ? Answer.json(200, metadata())
                : Answer.status(404);
    }

    /** The members of the metadata document. */
    public Map<String, Object> metadata() {
        var members = new HashMap<String, Object>();
        members.put("issuer", issuer);
        members.put("authorization_endpoint", issuer + Endpoint.AUTHORIZE.path());
        members.put("token_endpoint", issuer + Endpoint.TOKEN.path());
        members.put("pushed_authorization_request_endpoint", issuer + Endpoint.PUSHED.path());
        members.put("revocation_endpoint", issuer + Endpoint.REVOKE.path());
        members.put("userinfo_endpoint", issuer + Endpoint.USERINFO.path());
        members.put("registration_endpoint", issuer + Endpoint.REGISTER.path());
        members.put("scopes_supported", List.of("openid", "email", "profile", "files:read"));
        members.put("code_challenge_methods_supported", List.of("S256"));
        members.put("token_endpoint_auth_methods_supported", List.of("client_secret_basic"));
        members.put("authorization_response_iss_parameter_supported", true);
        return members;
    }

    /** Registers no further client: every registration returns the one that there is. */
    private Answer register() {
        return Answer.json(
                201, Map.of("client_id", clientId, "client_secret", clientSecret, "client_secret_expires_at", 0));
    }

    /** Accepts a client that authenticates with a token (RFC 7523) which {@code verifier} accepts; null: none. */
    public void acceptAssertions(@Nullable Predicate<String> verifier) {
        assertions = verifier;
    }

    private boolean fromOurClient(ReceivedRequest request) {
        var verifier = assertions;
        var assertion = request.form().get("client_assertion");
        if (assertion != null) {
            return verifier != null && verifier.test(assertion);
        }
        return request.client()
                .filter(client -> client.id().equals(clientId)
                        && (client.secret().equals(clientSecret)
                                || client.secret().equals(furtherSecret)))
                .isPresent();
    }

    private static String challenge(String verifier) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
