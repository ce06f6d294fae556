package io.latchkey.broker.consent.client;

import io.latchkey.broker.consent.browser.FormNotice;

/** A person entered a client that is not accepted. The page asks for it again. */
final class ClientNotAccepted extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final transient FormNotice notice;

    ClientNotAccepted(FormNotice notice) {
        super("client not accepted", null, false, false);
        this.notice = notice;
    }

    FormNotice notice() {
        return notice;
    }
}
