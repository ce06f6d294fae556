package io.latchkey.edge.safety;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigUtils;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/** Names insecure settings at start; under the profile {@code prod} the service does not start with them. */
@ApplicationScoped
class SafetyAtStart {
    private static final Logger LOG = Logger.getLogger(SafetyAtStart.class);
    private final Config config;

    SafetyAtStart(Config config) {
        this.config = config;
    }

    void check(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent event) {
        var findings = InsecureSettings.among(name -> config.getOptionalValue(name, String.class));
        if (findings.isEmpty()) {
            return;
        }
        if (ConfigUtils.isProfileActive("prod")) {
            throw new ConfigurationException(findings.stream()
                    .map(finding -> "Insecure for production: " + finding)
                    .collect(Collectors.joining(System.lineSeparator())));
        }
        findings.forEach(finding -> LOG.warnf("insecure setting %s", finding));
    }
}
