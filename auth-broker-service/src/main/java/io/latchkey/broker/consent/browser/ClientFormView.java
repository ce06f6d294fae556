package io.latchkey.broker.consent.browser;

import io.latchkey.broker.method.NextStep.Form.Field;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The data of the page on which a person enters a client.
 *
 * @param redirectUri to register at the provider, character for character; null if the client needs none
 * @param notice why the person is asked again; null if the page is shown for the first time
 */
public record ClientFormView(
        String provider,
        String platform,
        @Nullable String redirectUri,
        List<Field> fields,
        @Nullable FormNotice notice,
        String csrf) {}
