package io.latchkey.broker.consent;

import static io.latchkey.broker.consent.Consents.atReturnUrl;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.broker.consent.Consents.Begun;
import io.latchkey.demo.browser.Browser;
import io.latchkey.demo.browser.Page;
import java.util.Map;

/** A person who enters a credential. */
public record Forms(Browser browser) {
    /** Presses <em>Continue</em>. */
    public Page open(Begun begun) {
        var form = Consents.press(browser, begun, atReturnUrl());
        assertThat(form.status()).as(form.text()).isEqualTo(200);
        return form;
    }

    public Page enter(Page page, Map<String, String> fields) {
        var form = page.formWith("button").orElseThrow();
        return browser.submit(page, form, form.selectFirst("button"), fields, atReturnUrl());
    }
}
