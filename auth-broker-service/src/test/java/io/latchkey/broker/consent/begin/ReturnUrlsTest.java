package io.latchkey.broker.consent.begin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.work.failure.Invalid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReturnUrlsTest {
    private final ReturnUrls urls = ReturnUrls.of(
            "acme=https://app.acme.example/oauth,http://127.0.0.1:7099/; globex=https://globex.example; *=https://shared.example/x");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://app.acme.example/oauth",
                "https://app.acme.example/oauth/",
                "https://app.acme.example/oauth/done?tab=2",
                "https://APP.acme.example:443/oauth",
                "http://127.0.0.1:7099/back",
                "http://127.0.0.1:7099",
                "https://shared.example/x/y"
            })
    void whatTheTenantsListCoversIsAllowed(String url) {
        assertThatCode(() -> urls.require("acme", url)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://app.acme.example/oauthx",
                "https://app.acme.example/",
                "https://app.acme.example/OAUTH",
                "http://app.acme.example/oauth",
                "https://app.acme.example:8443/oauth",
                "https://app.acme.example.evil.test/oauth",
                "https://evil.test/oauth",
                "https://globex.example/",
                "http://127.0.0.1:7098/",
                "http://localhost:7099/",
                "https://me@app.acme.example/oauth",
                "https://app.acme.example@evil.test/oauth",
                "https://app.acme.example/oauth#x",
                "https://app.acme.example/oauth/../admin",
                "https://app.acme.example/oauth/%2e%2e/admin",
                "https://app.acme.example/oauth%2f..%2fadmin",
                "https://app.acme.example/oauth//evil.test",
                "https://app.acme.example/oauth?code=mine",
                "https://app.acme.example\\@evil.test/oauth",
                "//app.acme.example/oauth",
                "/oauth",
                "javascript:alert(1)",
                "data:text/html,x",
                "",
                " "
            })
    void everythingElseIsRefusedByName(String url) {
        assertThatThrownBy(() -> urls.require("acme", url)).isInstanceOfSatisfying(Invalid.class, invalid -> assertThat(
                        invalid.explanation().members())
                .containsEntry("field", "returnUrl"));
    }

    @Test
    void aTenantThatIsNotListedHasWhatAnyTenantHas() {
        assertThatCode(() -> urls.require("initech", "https://shared.example/x"))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> urls.require("initech", "https://app.acme.example/oauth"))
                .isInstanceOf(Invalid.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"acme", "acme=", "acme=ftp://x", "acme=https://app.example/#top"})
    void aFaultyListEndsTheStart(String list) {
        assertThatThrownBy(() -> ReturnUrls.of(list)).isInstanceOf(IllegalArgumentException.class);
    }
}
