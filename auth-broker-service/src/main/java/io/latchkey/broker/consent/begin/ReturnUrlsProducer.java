package io.latchkey.broker.consent.begin;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Gives the allow-list {@code latchkey.return-urls} to those who ask it. */
final class ReturnUrlsProducer {
    @Produces
    @Singleton
    ReturnUrls returnUrls(ReturnSettings settings) {
        return settings.returnUrls();
    }
}
