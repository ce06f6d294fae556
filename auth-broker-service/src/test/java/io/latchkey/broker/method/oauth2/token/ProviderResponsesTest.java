package io.latchkey.broker.method.oauth2.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.latchkey.broker.secret.Secret;
import io.latchkey.broker.upstream.Answers;
import io.latchkey.broker.upstream.ProviderHttp.Received;
import io.latchkey.broker.upstream.failure.ProviderErrors;
import io.latchkey.broker.upstream.failure.ProviderException;
import io.latchkey.broker.upstream.response.ProviderResponse;
import io.latchkey.broker.upstream.response.ReportedAccount;
import io.latchkey.catalog.Catalog;
import io.latchkey.catalog.JwtBearer;
import io.latchkey.catalog.OAuth1;
import io.latchkey.catalog.OAuth2Code;
import io.latchkey.catalog.Provider;
import io.latchkey.catalog.oauth2.DeviceCodeError;
import io.latchkey.catalog.oauth2.ResponseRules;
import io.latchkey.catalog.read.CatalogException;
import io.latchkey.catalog.read.CatalogReader;
import io.latchkey.catalog.request.Assertion;
import io.latchkey.catalog.request.Probe;
import io.latchkey.catalog.source.BuiltInFiles;
import io.latchkey.contracts.connection.Account;
import io.latchkey.contracts.connection.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/**
 * Responses of real providers, with invented values, and what the built-in entries must read from them: {@code
 * replies.csv} in the folder of the responses.
 */
class ProviderResponsesTest {
    private static final Instant NOW = Instant.parse("2026-07-01T12:00:00Z");
    private static final Map<String, Set<Outcome>> OUTCOMES = Map.of(
            "refused", Set.of(Outcome.PERMANENT, Outcome.SUSPECT),
            "insufficient", Set.of(Outcome.INSUFFICIENT, Outcome.LIMITED),
            "operator", Set.of(Outcome.OPERATOR_FAULT),
            "throttled", Set.of(Outcome.THROTTLED),
            "transient", Set.of(Outcome.TRANSIENT),
            "token-over", Set.of(Outcome.SUSPECT),
            "unknown", Set.of(Outcome.UNKNOWN));

    private static final Catalog CATALOG = catalog();

    private static Catalog catalog() {
        try {
            return CatalogReader.withoutVariables(host -> false).read(BuiltInFiles.all());
        } catch (CatalogException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One row. */
    record Reply(
            Provider provider,
            ProviderResponse answer,
            String accessToken,
            String life,
            String refreshToken,
            String refreshLife,
            String scopes,
            String account,
            String label,
            String outcome) {}

    @ParameterizedTest(name = "{0}: {2}")
    @CsvFileSource(resources = "/replies/replies.csv", numLinesToSkip = 1, emptyValue = "")
    void aResponseIsUnderstood(
            String provider,
            String kind,
            String file,
            int status,
            String headers,
            String accessToken,
            String life,
            String refreshToken,
            String refreshLife,
            String scopes,
            String account,
            String label,
            String outcome)
            throws IOException {
        var answer = Answers.of(status, content(file), headers(headers));
        var reply = new Reply(
                CATALOG.find(provider).orElseThrow(),
                answer,
                text(accessToken),
                text(life),
                text(refreshToken),
                text(refreshLife),
                text(scopes),
                text(account),
                text(label),
                text(outcome));
        switch (kind) {
            case "token", "refresh" -> token(reply);
            case "renewal" -> tokens(reply, code(reply).longLived().response());
            case "token_error" -> tokenError(reply);
            case "device" -> device(reply);
            case "identity" -> identity(reply);
            default -> probe(reply);
        }
    }

    private static void token(Reply reply) {
        var method = reply.provider().methods().get(0);
        if (method instanceof OAuth1 oauth1) {
            assertThat(reply.answer().token("/oauth_token")).contains(reply.accessToken());
            assertThat(reply.answer().text(String.valueOf(oauth1.accessToken().expiresAt())))
                    .isPresent();
            account(
                    reply,
                    ReportedAccount.in(reply.answer(), oauth1.accessToken().account()));
            return;
        }
        if (method instanceof JwtBearer jwt) {
            assertThat(reply.answer().token(jwt.login().token())).contains(reply.accessToken());
            assertThat(reply.answer().text(jwt.login().expiresAt())).contains("2026-07-01T13:00:00Z");
            return;
        }
        tokens(reply, code(reply).token().response());
    }

    private static void tokens(Reply reply, ResponseRules rules) {
        var read = new TokenResponseReader(
                        rules, ProviderErrors.of(reply.provider()), new Received(reply.answer(), null), NOW, NOW)
                .refreshed(null);
        assertThat(revealed(read.accessToken())).isEqualTo(reply.accessToken());
        assertThat(revealed(read.refreshToken())).isEqualTo(reply.refreshToken());
        assertThat(life(read.accessTokenExpiresAt())).isEqualTo(reply.life());
        assertThat(life(read.refreshTokenExpiresAt())).isEqualTo(reply.refreshLife());
        assertThat(read.scopes() == null ? "" : String.join(" ", read.scopes())).isEqualTo(reply.scopes());
        if (rules.account() != null && rules.account().idToken() == null) {
            account(reply, ReportedAccount.in(reply.answer(), rules.account()));
        }
    }

    private static void tokenError(Reply reply) {
        var rules = code(reply).token().response();
        var reader = new TokenResponseReader(
                rules, ProviderErrors.of(reply.provider()), new Received(reply.answer(), null), NOW, NOW);
        var refusal = catchThrowableOfType(ProviderException.class, reader::exchanged);
        assertThat(refusal.failure().outcome()).isIn(OUTCOMES.get(reply.outcome()));
    }

    private static OAuth2Code code(Reply reply) {
        return (OAuth2Code) reply.provider().methods().get(0);
    }

    private static void device(Reply reply) {
        assertThat(reply.answer().text("/error").flatMap(DeviceCodeError::of))
                .contains(
                        reply.outcome().equals("throttled")
                                ? DeviceCodeError.SLOW_DOWN
                                : DeviceCodeError.AUTHORIZATION_PENDING);
    }

    private static void identity(Reply reply) {
        var identity = reply.provider().methods().get(0).identifies().orElseThrow();
        account(reply, ReportedAccount.in(reply.answer(), identity));
    }

    private static void probe(Reply reply) {
        var method = reply.provider().methods().get(0);
        var rules = method.verifies();
        var outcome = rules.map(probe -> outcome(reply, probe)).orElseGet(() -> ProviderErrors.of(reply.provider())
                .atApi(reply.answer(), NOW)
                .outcome());
        if (reply.outcome().isEmpty()) {
            assertThat(outcome).isEqualTo(Outcome.OK);
        } else {
            assertThat(outcome).isIn(OUTCOMES.get(reply.outcome()));
        }
        var identity = method.identifies()
                .filter(request ->
                        rules.map(Probe::url).filter(request.url()::equals).isPresent());
        if (outcome == Outcome.OK && identity.isPresent()) {
            account(reply, ReportedAccount.in(reply.answer(), identity.get()));
        }
    }

    private static Outcome outcome(Reply reply, Probe rules) {
        var answer = reply.answer();
        if (rules.deadStatuses().contains(answer.status())) {
            return ProviderErrors.unauthorized(answer).outcome();
        }
        var restricted = rules.restricted();
        var isGood = isOne(answer, rules.statuses(), rules.expect())
                || (restricted != null && isOne(answer, restricted.statuses(), restricted.expect()));
        return isGood
                ? Outcome.OK
                : ProviderErrors.of(reply.provider()).atApi(answer, NOW).outcome();
    }

    private static boolean isOne(ProviderResponse answer, Set<Integer> statuses, List<Assertion> expect) {
        return statuses.contains(answer.status()) && expect.stream().allMatch(answer::satisfies);
    }

    private static void account(Reply reply, Optional<Account> read) {
        assertThat(read.map(Account::id).orElse("")).isEqualTo(reply.account());
        if (!reply.label().isEmpty()) {
            assertThat(read.map(Account::label)).contains(reply.label());
        }
    }

    private static String life(Instant end) {
        return end == null ? "" : String.valueOf(Duration.between(NOW, end).toSeconds());
    }

    private static String revealed(Secret secret) {
        return secret == null ? "" : secret.reveal();
    }

    private static Map<String, String> headers(String headers) {
        return Stream.of(text(headers).split(": ", 2)).count() < 2
                ? Map.of()
                : Map.of(headers.split(": ", 2)[0], headers.split(": ", 2)[1]);
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }

    private static String content(String file) throws IOException {
        try (var in = ProviderResponsesTest.class.getResourceAsStream("/replies/" + file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
