package io.latchkey.broker.consent.begin;

import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Reads the allow-list {@code latchkey.return-urls} at start; a fault in it ends the start with one line. */
final class ReturnUrlsProducer {
    @Produces
    @Singleton
    @Startup
    ReturnUrls returnUrls(@ConfigProperty(name = "latchkey.return-urls") Optional<String> text) {
        try {
            return ReturnUrls.parse(text.orElse(""));
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException("latchkey.return-urls can't be read: " + e.getMessage());
        }
    }
}
