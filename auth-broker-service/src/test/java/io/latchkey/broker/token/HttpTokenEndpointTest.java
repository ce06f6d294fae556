package io.latchkey.broker.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.broker.remote.Answers;
import io.latchkey.broker.remote.ProviderException;
import io.latchkey.broker.remote.ProviderHttp.Received;
import io.latchkey.broker.secret.Secret;
import io.latchkey.catalog.oauth2.ResponseRules;
import io.latchkey.catalog.request.Assertion;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class HttpTokenEndpointTest {
    private static final Instant BEGUN = Instant.parse("2026-03-01T12:00:00Z");
    private static final ResponseRules TELLS_SUCCESS =
            new ResponseRules("/access_token", null, null, null, null, null, null, null, new Assertion("/ok", "true"));

    @Test
    void anAccessTokenCountsWhereTheMemberForSuccessIsMissing() {
        assertThat(read("{\"access_token\":\"a\"}").accessToken()).isEqualTo(Secret.of("a"));
        assertThat(read("{\"access_token\":\"a\",\"refresh_token\":\"sent\"}").accessToken())
                .isEqualTo(Secret.of("a"));
    }

    @Test
    void withoutAnAccessTokenTheResponseIsInDoubt() {
        assertThatThrownBy(() -> read("{}")).isInstanceOfSatisfying(ProviderException.class, refused -> assertThat(
                        refused.failure().inDoubt())
                .isTrue());
    }

    @Test
    void whatSaysThatItFailedIsAnErrorBesideAnAccessTokenToo() {
        assertThatThrownBy(() -> read("{\"access_token\":\"a\",\"ok\":false}")).isInstanceOf(ProviderException.class);
        assertThatThrownBy(() -> read("{\"access_token\":\"a\",\"error\":\"nope\"}"))
                .isInstanceOf(ProviderException.class);
    }

    private static TokenReply read(String body) {
        var endpoint = new HttpTokenEndpoint(null, Clock.fixed(BEGUN, ZoneOffset.UTC), null);
        return endpoint.reply(new Received(Answers.of(200, body), null), TELLS_SUCCESS, BEGUN, Secret.of("sent"));
    }
}
