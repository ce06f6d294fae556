package io.latchkey.catalog.oauth2;

import io.latchkey.catalog.parameter.Templates;
import io.latchkey.catalog.request.Assertion;
import io.latchkey.catalog.rule.InvalidFieldException;
import io.latchkey.catalog.rule.Require;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The revocation endpoint.
 *
 * @param request of the form {@code custom}; null with every other form
 * @param doneStatuses that mean the token was revoked; none: those of the form
 * @param doneBody must hold with them; null: a body that names no {@code error}
 * @param goneStatuses that mean the provider does not know the token; none: those of the form
 * @param goneCodes error codes that mean the same; none: those of the standards
 */
public record RevocationRules(
        String url,
        RevokeForm form,
        @Nullable RevocationRequest request,
        Revokes revokes,
        Set<Integer> doneStatuses,
        @Nullable Assertion doneBody,
        Set<Integer> goneStatuses,
        Set<String> goneCodes) {
    /** RFC 6750, section 3.1, and RFC 6749, section 5.2. */
    private static final Set<String> STANDARD_GONE_CODES = Set.of("invalid_token", "invalid_grant");

    public RevocationRules {
        url = Require.url("url", url);
        form = form == null ? RevokeForm.RFC7009 : form;
        revokes = Require.present("revokes", revokes);
        if (form == RevokeForm.CUSTOM) {
            request = Require.present("request", request);
            request.requireGrant(url);
        } else if (request != null) {
            throw new InvalidFieldException("request", "is possible with form: custom only");
        }
        doneStatuses = doneStatuses.isEmpty() ? form.done() : Set.copyOf(doneStatuses);
        goneStatuses = goneStatuses.isEmpty() ? form.gone() : Set.copyOf(goneStatuses);
        goneCodes = goneCodes.isEmpty() ? STANDARD_GONE_CODES : Set.copyOf(goneCodes);
    }

    public RevocationRules with(Templates templates) {
        return new RevocationRules(
                templates.url(url),
                form,
                request == null ? null : request.with(templates),
                revokes,
                doneStatuses,
                doneBody,
                goneStatuses,
                goneCodes);
    }
}
