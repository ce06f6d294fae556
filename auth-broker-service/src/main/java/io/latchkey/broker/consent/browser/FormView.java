package io.latchkey.broker.consent.browser;

import io.latchkey.broker.method.NextStep.Form.Field;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the page with a form says.
 *
 * @param unverified whether this replaces a credential, and nobody can tell whether it is for the same account
 * @param verifiable whether the provider can be asked whether it accepts what is entered
 * @param notice why the form is shown again; null: it is shown for the first time
 * @param csrf what only this page can send back
 */
public record FormView(
        String provider,
        String platform,
        List<Field> fields,
        boolean unverified,
        boolean verifiable,
        @Nullable FormNotice notice,
        String csrf) {}
