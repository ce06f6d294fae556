package io.latchkey.verifier.check.rule;

import java.util.List;
import java.util.Optional;

/** The rules of a check, in order. The first rule with a finding decides. */
public final class CheckRules {
    private static final List<Rule> RULES =
            List.of(new GrantEnded(), new NotAsked(), new GrantRefused(), new TokenRefused(), new AsProbed());

    private CheckRules() {}

    public static Finding judge(Snapshot snapshot) {
        return RULES.stream()
                .map(rule -> rule.judge(snapshot))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow();
    }
}
