package io.latchkey.catalog.request;

import io.latchkey.catalog.rule.InvalidFieldException;
import io.latchkey.catalog.rule.Require;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The provider's own codes for a credential that is invalid, which it sends with any status.
 *
 * @param codes as the provider spells them; letters count without their case
 * @param pointers where to look for them; none: in all the usual places
 */
public record TokenInvalid(Set<String> codes, List<String> pointers) {
    public TokenInvalid {
        if (codes.isEmpty()) {
            throw new InvalidFieldException("codes", "is missing");
        }
        codes = codes.stream().map(code -> code.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
        pointers = pointers.stream()
                .map(pointer -> Require.pointer("pointers", pointer))
                .toList();
    }
}
