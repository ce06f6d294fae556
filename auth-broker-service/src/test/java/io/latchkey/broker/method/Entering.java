package io.latchkey.broker.method;

import io.latchkey.broker.Platform;
import io.latchkey.broker.consent.Consents;
import io.latchkey.broker.consent.Consents.Begun;
import io.latchkey.broker.consent.Forms;
import io.latchkey.demo.browser.Browser;
import io.latchkey.demo.browser.Page;
import io.latchkey.demo.browser.Return;
import java.util.Map;
import java.util.UUID;

/** A person who enters a credential of one provider, from the link to the completion. */
public record Entering(Consents consents, Platform platform, String provider, Forms forms) {
    public Entering(Consents consents, Platform platform, String provider) {
        this(consents, platform, provider, new Forms(new Browser()));
    }

    /** The form of a new authorization. */
    public Page form(UUID connection) {
        return forms.open(begin(connection));
    }

    /** The page after {@code fields} were entered in the form of a new authorization. */
    public Page enter(UUID connection, Map<String, String> fields) {
        return forms.enter(form(connection), fields);
    }

    public UUID completed(UUID connection, Map<String, String> fields) {
        var begun = begin(connection);
        var returned = forms.enter(forms.open(begun), fields);
        var code = Return.of(returned.uri()).code().orElseThrow(() -> new AssertionError(returned.text()));
        consents.complete(platform, begun, code).statusCode(200);
        return connection;
    }

    private Begun begin(UUID connection) {
        return consents.begin(platform, connection, provider);
    }
}
