package io.latchkey.broker.upstream.response;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.broker.upstream.Answers;
import io.latchkey.catalog.request.ApiRequest.Method;
import io.latchkey.catalog.request.Identity;
import io.latchkey.contracts.connection.Account;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReportedAccountTest {
    private static final ProviderResponse ANSWER =
            Answers.of(200, "{\"Company\":{\"Id\":\"1\",\"Name\":\"Acme\",\"Group\":\"a/b\"}}");

    @Test
    void anIdIsUnique() {
        assertThat(ReportedAccount.in(ANSWER, identity(null, null))).contains(new Account("1", "Acme"));
    }

    @Test
    void aTenantOfTheResponseMakesAnIdUnique() {
        assertThat(ReportedAccount.in(ANSWER, identity("/Company/Group", null)))
                .contains(new Account("a%2Fb/1", "Acme"));
        assertThat(ReportedAccount.in(ANSWER, identity("/Company/Unknown", null)))
                .isEmpty();
    }

    @Test
    void aParameterMakesAnIdUnique() {
        assertThat(ReportedAccount.in(ANSWER, identity(null, "9130350000000001")))
                .contains(new Account("9130350000000001/1", "Acme"));
    }

    @Test
    void anAccountWithoutADeclaredIdHasOnlyALabel() {
        var named = Identity.get("https://api.acme.example/company", null, "/Company/Name");

        assertThat(ReportedAccount.in(ANSWER, named)).contains(new Account(null, "Acme"));
        assertThat(ReportedAccount.in(Answers.of(200, "{}"), named)).isEmpty();
    }

    private static Identity identity(@Nullable String tenant, @Nullable String tenantValue) {
        return new Identity(
                Method.GET,
                "https://api.acme.example/company",
                Map.of(),
                null,
                "/Company/Id",
                tenant,
                tenantValue,
                "/Company/Name");
    }
}
