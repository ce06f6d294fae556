package io.latchkey.broker.consent.browser;

import io.latchkey.broker.method.NextStep.Form.Field;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The data of the page with the form.
 *
 * @param unverified whether this replaces a credential and Latchkey cannot verify that both belong to the same account
 * @param verifiable whether Latchkey can test the entered values at the provider
 * @param notice why the form is shown again; null if it is shown for the first time
 * @param csrf token that proves that this page sent the form
 */
public record FormView(
        String provider,
        String platform,
        List<Field> fields,
        boolean unverified,
        boolean verifiable,
        @Nullable FormNotice notice,
        String csrf) {}
