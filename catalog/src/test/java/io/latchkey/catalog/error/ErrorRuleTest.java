package io.latchkey.catalog.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ErrorRuleTest {
    @Test
    void aCodeIsAWordOfWhatStandsAtItsPointer() {
        var rule = rule(List.of("/error_description"), "AADSTS", "50076", "rate-limited");

        assertThat(rule.namedBy("AADSTS50076: Sign in again. Trace: 1")).contains("aadsts50076");
        assertThat(rule.namedBy("50076")).contains("aadsts50076");
        assertThat(rule.namedBy("You are Rate-Limited.")).contains("aadstsrate-limited");
        assertThat(rule.namedBy("AADSTS500761 x50076 50076x")).isEmpty();
    }

    @Test
    void inTheUsualPlacesACodeStandsAlone() {
        var rule = rule(List.of(), null, "token_revoked", "a.b");

        assertThat(rule.namedBy("Token_Revoked")).contains("token_revoked");
        assertThat(rule.namedBy("a.b")).contains("a.b");
        assertThat(rule.namedBy("errors.token_revoked")).isEmpty();
    }

    private static ErrorRule rule(List<String> at, String prefix, String... codes) {
        return new ErrorRule(Set.of(codes), at, prefix, ErrorMeaning.REVOKED);
    }
}
