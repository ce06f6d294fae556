package io.latchkey.edge.caller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.latchkey.edge.problem.Problem;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TenantRuleTest {
    @Test
    void aClaimIsTheTenant() {
        assertThat(tenant("acme", null, false)).isEqualTo("acme");
    }

    @Test
    void aClaimWinsForACallerOfAnyTenantToo() {
        assertThat(tenant("acme", null, true)).isEqualTo("acme");
        assertThat(tenant("acme", "acme", true)).isEqualTo("acme");
    }

    @Test
    void aCallerOfAnyTenantNamesItInTheHeader() {
        assertThat(tenant(null, "globex", true)).isEqualTo("globex");
    }

    @ParameterizedTest
    @CsvSource({
        // claim, header, any tenant, status
        "acme, globex, true, 403",
        "acme, globex, false, 403",
        "acme, acme, false, 403",
        ", globex, false, 403",
        ", , false, 403",
        ", , true, 400",
        ", a/b, true, 403",
        "'../acme', , false, 403",
        "'', , false, 403",
    })
    void anythingElseIsRefused(String claim, String header, boolean any, int status) {
        var problem = catchThrowableOfType(Problem.class, () -> tenant(claim, header, any));
        assertThat(problem.getStatusCode()).isEqualTo(status);
        assertThat(problem.getParameters()).containsKey("remedy");
    }

    private static String tenant(String claim, String header, boolean any) {
        return TenantRule.tenant(Optional.ofNullable(claim), Optional.ofNullable(header), any);
    }
}
