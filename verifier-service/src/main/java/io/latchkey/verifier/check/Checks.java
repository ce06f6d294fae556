package io.latchkey.verifier.check;

import io.latchkey.contracts.connection.Outcome;
import io.latchkey.contracts.probe.ProbeResult;
import io.latchkey.verifier.check.rule.AccountLimited;
import io.latchkey.verifier.check.rule.ClientAtFault;
import io.latchkey.verifier.check.rule.GrantEnded;
import io.latchkey.verifier.check.rule.GrantRefused;
import io.latchkey.verifier.check.rule.GrantWorks;
import io.latchkey.verifier.check.rule.NotAsked;
import io.latchkey.verifier.check.rule.PermissionLacking;
import io.latchkey.verifier.check.rule.ProviderFails;
import io.latchkey.verifier.check.rule.ProviderThrottles;
import io.latchkey.verifier.check.rule.TokenRefused;
import java.util.List;
import java.util.Optional;

/** What a look means: the rules in their order. The first that finds something decides. */
final class Checks {
    static final List<Rule> RULES = List.of(
            new GrantEnded(),
            new NotAsked(),
            new GrantRefused(),
            new TokenRefused(),
            new ClientAtFault(),
            new ProviderThrottles(),
            new ProviderFails(),
            new PermissionLacking(),
            new AccountLimited(),
            new GrantWorks());

    private Checks() {}

    static Finding judge(Snapshot snapshot) {
        return RULES.stream()
                .map(rule -> rule.judge(snapshot))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseGet(() -> inconclusive(snapshot));
    }

    private static Finding inconclusive(Snapshot snapshot) {
        return Finding.of(
                Outcome.UNKNOWN, snapshot.probe().map(ProbeResult::detail).orElse(null));
    }
}
