package io.latchkey.broker.consent.begin;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Produces the allow-list {@code latchkey.return-urls}. */
final class ReturnUrlsProducer {
    @Produces
    @Singleton
    ReturnUrls returnUrls(ReturnSettings settings) {
        return settings.returnUrls();
    }
}
