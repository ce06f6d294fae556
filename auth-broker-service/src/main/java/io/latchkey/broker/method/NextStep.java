package io.latchkey.broker.method;

import java.net.URI;

/** What the person has to do next. */
public sealed interface NextStep {
    /** Go to the provider, which sends the browser back to the callback. */
    record Redirect(URI target) implements NextStep {}
}
