package io.latchkey.local.check;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** An operator's copy of {@code deploy/kubernetes/production}. */
record Overlay(Path folder) {
    static final String BROKER = "auth-broker-service";
    private static final List<String> SERVICES = List.of("connection-service", BROKER, "verifier-service");

    boolean exists() {
        return SERVICES.stream().allMatch(service -> Files.exists(folder.resolve(service + ".env")));
    }

    Stream<ServiceSettings> services() {
        return SERVICES.stream().map(service -> ServiceSettings.read(folder, service));
    }
}
