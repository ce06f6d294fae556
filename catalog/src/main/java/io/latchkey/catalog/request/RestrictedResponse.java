package io.latchkey.catalog.request;

import io.latchkey.catalog.rule.InvalidFieldException;
import java.util.List;
import java.util.Set;

/**
 * The response to a probe whose credential works, but may not make this request: a key for sending mail only, for
 * example.
 *
 * @param statuses of the response, at least one
 * @param expect must all hold for its body; none where the status is sufficient
 */
public record RestrictedResponse(Set<Integer> statuses, List<Assertion> expect) {
    public RestrictedResponse {
        if (statuses.isEmpty()) {
            throw new InvalidFieldException("statuses", "is missing");
        }
        statuses = Set.copyOf(statuses);
        expect = List.copyOf(expect);
    }
}
