package io.latchkey.broker.provider;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How a provider speaks OAuth 2.0 (authorization code, RFC 6749 section 4.1). All of it is data: a quirk is a field
 * here, not a subclass. Pointers are JSON pointers (RFC 6901) into the provider's replies.
 *
 * @param revoke null where the provider offers no revocation
 */
public record OAuth2(
        Authorize authorize,
        Token token,
        Grant grant,
        @Nullable Revoke revoke,
        @Nullable Credential credential,
        Identity identity,
        Probe probe) {
    public OAuth2 {
        authorize = Require.present("oauth2.authorize", authorize);
        token = Require.present("oauth2.token", token);
        grant = Require.present("oauth2.grant", grant);
        credential = credential == null ? Credential.BEARER : credential;
        identity = Require.present("oauth2.identity", identity);
        probe = Require.present("oauth2.probe", probe);
    }

    /** Every URL that a browser or the broker is sent to. */
    Stream<String> urls() {
        var revocation = Stream.ofNullable(revoke).map(Revoke::url);
        var others = Stream.of(authorize.url(), token.url(), token.refreshUrl(), identity.url(), probe.url());
        return Stream.concat(others, revocation);
    }

    /** What stands between scopes. */
    public enum ScopeSeparator {
        SPACE(" "),
        COMMA(",");

        private final String text;

        ScopeSeparator(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }

    /** RFC 7636; {@code plain} is never used. */
    public enum Pkce {
        S256,
        NONE
    }

    /**
     * The authorization endpoint and what it answers.
     *
     * @param scopes asked for always, for example those that the identity endpoint needs
     * @param parameters sent besides those of RFC 6749, which they can't override
     * @param issuer what {@code iss} must be in the answer (RFC 9207); null where the provider has none
     * @param issuerRequired whether an answer without {@code iss} is refused
     */
    public record Authorize(
            String url,
            List<String> scopes,
            @Nullable ScopeSeparator scopeSeparator,
            @Nullable Pkce pkce,
            Map<String, String> parameters,
            @Nullable String issuer,
            boolean issuerRequired) {
        private static final Set<String> RESERVED = Set.of(
                "client_id",
                "redirect_uri",
                "response_type",
                "response_mode",
                "scope",
                "state",
                "code_challenge",
                "code_challenge_method");

        public Authorize {
            url = Require.url("oauth2.authorize.url", url);
            scopes = List.copyOf(scopes);
            scopeSeparator = scopeSeparator == null ? ScopeSeparator.SPACE : scopeSeparator;
            pkce = pkce == null ? Pkce.S256 : pkce;
            parameters = Map.copyOf(parameters);
            for (var name : parameters.keySet()) {
                if (RESERVED.contains(name)) {
                    throw new IllegalArgumentException("oauth2.authorize.parameters can't set " + name);
                }
            }
            if (issuerRequired) {
                issuer = Require.present("oauth2.authorize.issuer", issuer);
            }
        }
    }

    /** How the client proves who it is at the token endpoint (RFC 6749 section 2.3.1). */
    public enum ClientAuthentication {
        BASIC,
        POST
    }

    /** How parameters travel to the token endpoint. */
    public enum BodyFormat {
        FORM,
        JSON
    }

    /**
     * The token endpoint.
     *
     * @param refreshUrl where refreshes go; null: to {@code url}
     * @param headers sent with each call, for example a version
     * @param redirectUriOnRefresh whether a refresh repeats the redirect URI
     * @param defaultLife after how long an access token is refreshed where the reply tells no life; null: after {@code
     *     latchkey.refresh.default-life}
     */
    public record Token(
            String url,
            @Nullable String refreshUrl,
            @Nullable ClientAuthentication clientAuthentication,
            @Nullable BodyFormat body,
            Map<String, String> headers,
            boolean redirectUriOnRefresh,
            @Nullable Duration defaultLife,
            @Nullable Reply reply) {
        public Token {
            url = Require.url("oauth2.token.url", url);
            refreshUrl = refreshUrl == null ? url : Require.url("oauth2.token.refresh-url", refreshUrl);
            clientAuthentication = Require.present("oauth2.token.client-authentication", clientAuthentication);
            body = body == null ? BodyFormat.FORM : body;
            headers = Map.copyOf(headers);
            defaultLife = defaultLife == null ? null : Require.positive("oauth2.token.default-life", defaultLife);
            reply = reply == null ? Reply.STANDARD : reply;
        }
    }

    /**
     * Where the token endpoint's reply says what.
     *
     * @param success must hold, or the reply is an error whatever its status; null where the status tells
     */
    public record Reply(
            String accessToken,
            String refreshToken,
            String expiresIn,
            String expiresAt,
            String refreshExpiresIn,
            String refreshExpiresAt,
            String scope,
            String error,
            @Nullable Assertion success) {
        /** RFC 6749 section 5. */
        static final Reply STANDARD = new Reply(null, null, null, null, null, null, null, null, null);

        public Reply {
            accessToken = pointer("access-token", accessToken, "/access_token");
            refreshToken = pointer("refresh-token", refreshToken, "/refresh_token");
            expiresIn = pointer("expires-in", expiresIn, "/expires_in");
            expiresAt = pointer("expires-at", expiresAt, "/expires_at");
            refreshExpiresIn = pointer("refresh-expires-in", refreshExpiresIn, "/refresh_expires_in");
            refreshExpiresAt = pointer("refresh-expires-at", refreshExpiresAt, "/refresh_expires_at");
            scope = pointer("scope", scope, "/scope");
            error = pointer("error", error, "/error");
        }

        private static String pointer(String field, @Nullable String value, String standard) {
            return value == null ? standard : Require.pointer("oauth2.token.reply." + field, value);
        }
    }

    /** A reply is good only if the text at {@code pointer} equals {@code equals}. */
    public record Assertion(String pointer, String equals) {
        public Assertion {
            pointer = Require.pointer("assertion pointer", pointer);
            equals = Require.present("assertion equals", equals);
        }
    }

    /** What a told end of the refresh token means. */
    public enum RefreshEnd {
        /** The provider tells none, or none that matters. */
        NONE,
        /** The grant ends then, however often it is used. */
        FIXED,
        /** Each refresh moves it. */
        SLIDING
    }

    /**
     * How long a grant lives.
     *
     * @param refreshEnd what the reply's {@code refresh-expires-in} means
     * @param idleLimit how long an unused refresh token lives, where the reply does not tell; null: for ever
     * @param replayGrace for how long after a refresh was first sent the same refresh token is accepted again; by default
     *     30 s. Too long for the provider, and a repeated refresh is taken for theft of the token; 0: never accepted
     */
    public record Grant(
            @Nullable RefreshEnd refreshEnd,
            @Nullable Duration idleLimit,
            @Nullable Duration replayGrace) {
        public static final Duration USUAL_GRACE = Duration.ofSeconds(30);

        public Grant {
            refreshEnd = refreshEnd == null ? RefreshEnd.NONE : refreshEnd;
            replayGrace =
                    replayGrace == null ? USUAL_GRACE : Require.notNegative("oauth2.grant.replay-grace", replayGrace);
        }
    }

    /** What a revocation takes with it. */
    public enum Revokes {
        TOKEN,
        /** All that stems from one sign-in of the user, which a reauthorization may share. */
        SESSION,
        /** The user's whole grant to the client. */
        GRANT
    }

    /** The form of a revocation. */
    public enum RevokeForm {
        /** RFC 7009: 200, also for a token that is invalid already (section 2.2). */
        RFC7009(Set.of(200), Set.of()),
        /** DELETE with the client's Basic credentials and the access token in a JSON body. */
        CLIENT_DELETE(Set.of(200, 204), Set.of(404)),
        /** POST with the access token as bearer. */
        BEARER_POST(Set.of(200, 204), Set.of(401));

        private final Set<Integer> done;
        private final Set<Integer> gone;

        RevokeForm(Set<Integer> done, Set<Integer> gone) {
            this.done = done;
            this.gone = gone;
        }
    }

    /**
     * The revocation endpoint.
     *
     * @param doneStatuses that mean the token was revoked; none: those of the form
     * @param doneBody must hold with them; null: a body that names no {@code error}
     * @param goneStatuses that mean the provider does not know the token; none: those of the form
     * @param goneCodes error codes that mean the same; none: the usual ones
     */
    public record Revoke(
            String url,
            @Nullable RevokeForm form,
            Revokes revokes,
            Set<Integer> doneStatuses,
            @Nullable Assertion doneBody,
            Set<Integer> goneStatuses,
            Set<String> goneCodes) {
        private static final Set<String> USUAL_GONE_CODES =
                Set.of("invalid_token", "invalid_grant", "token_revoked", "token_expired", "authorization_not_found");

        public Revoke {
            url = Require.url("oauth2.revoke.url", url);
            form = form == null ? RevokeForm.RFC7009 : form;
            revokes = Require.present("oauth2.revoke.revokes", revokes);
            doneStatuses = doneStatuses.isEmpty() ? form.done : Set.copyOf(doneStatuses);
            goneStatuses = goneStatuses.isEmpty() ? form.gone : Set.copyOf(goneStatuses);
            goneCodes = goneCodes.isEmpty() ? USUAL_GONE_CODES : Set.copyOf(goneCodes);
        }
    }

    /**
     * How the provider's API takes the access token.
     *
     * @param scheme of the header {@code Authorization}; null: {@code Bearer}. What a response calls {@code token_type}
     *     is not always one
     */
    public record Credential(@Nullable String scheme) {
        static final Credential BEARER = new Credential(null);

        public Credential {
            scheme = scheme == null ? "Bearer" : Require.scheme("oauth2.credential.scheme", scheme);
        }
    }

    /** The endpoint that tells whose account this is: GET with the access token as bearer. */
    public record Identity(String url, String id, String label) {
        public Identity {
            url = Require.url("oauth2.identity.url", url);
            id = Require.pointer("oauth2.identity.id", id);
            label = Require.pointer("oauth2.identity.label", label);
        }
    }

    /** HTTP methods of a probe. */
    public enum Method {
        GET,
        POST
    }

    /**
     * One cheap authenticated request.
     *
     * @param body must hold for a good answer; null where the status tells
     * @param tokenInvalid how an answer that is not good says that the access token is invalid; null: by 401
     */
    public record Probe(
            @Nullable Method method,
            String url,
            int status,
            @Nullable Assertion body,
            @Nullable TokenInvalid tokenInvalid) {
        public Probe {
            method = method == null ? Method.GET : method;
            url = Require.url("oauth2.probe.url", url);
            status = status == 0 ? 200 : status;
        }
    }
    /**
     * The provider's own codes for an access token that is invalid, which it sends with any status.
     *
     * @param codes as the provider spells them; letters count without their case
     * @param pointers where to look for them; none: in all the usual places
     */
    public record TokenInvalid(Set<String> codes, List<String> pointers) {
        public TokenInvalid {
            if (codes.isEmpty()) {
                throw new IllegalArgumentException("oauth2.probe.token-invalid.codes is missing");
            }
            codes = codes.stream().map(code -> code.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
            pointers = pointers.stream()
                    .map(pointer -> Require.pointer("oauth2.probe.token-invalid.pointers", pointer))
                    .toList();
        }
    }
}
