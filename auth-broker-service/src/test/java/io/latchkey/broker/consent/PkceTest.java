package io.latchkey.broker.consent;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.broker.secret.OneTimeToken;
import io.latchkey.contracts.Limits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PkceTest {
    @Test
    void theChallengeIsThatOfRfc7636AppendixB() {
        assertThat(Pkce.challenge("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"))
                .isEqualTo("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    }

    @Test
    void aMintedCapabilityIsAVerifierItsHashAChallenge() {
        var minted = OneTimeToken.mint().text();

        assertThat(Pkce.isVerifier(minted)).isTrue();
        assertThat(Pkce.challenge(minted)).matches(Limits.CODE_CHALLENGE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-c",
                "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM=",
                "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw+cM"
            })
    void whatIsNoHashIsNoChallenge(String text) {
        assertThat(text).doesNotMatch(Limits.CODE_CHALLENGE);
    }
}
