package io.latchkey.local.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The environment of one service, as the files of an overlay of {@code deploy/kubernetes} state it: {@code shared.env},
 * {@code
 * <service>.env}, and {@code secrets/<service>.env}, from which its Secret is made.
 */
public record ServiceSettings(String service, Path overlay, Map<String, String> environment) {
    private static final String MOUNTED_CA = "/etc/latchkey/ca/";

    static ServiceSettings read(Path overlay, String service) {
        var environment = new LinkedHashMap<String, String>();
        for (var file : List.of("shared.env", service + ".env", "secrets/" + service + ".env")) {
            environment.putAll(lines(overlay.resolve(file)));
        }
        return new ServiceSettings(service, overlay, Map.copyOf(environment));
    }

    private static Map<String, String> lines(Path file) {
        if (!Files.exists(file)) {
            return Map.of();
        }
        try {
            var lines = new LinkedHashMap<String, String>();
            for (var line : Files.readAllLines(file)) {
                int equals = line.indexOf('=');
                if (!line.startsWith("#") && equals > 0) {
                    lines.put(line.substring(0, equals), line.substring(equals + 1));
                }
            }
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The value; for a CA that is mounted in the pod, the file of the overlay instead. */
    Optional<String> find(String variable) {
        return Optional.ofNullable(environment.get(variable))
                .filter(value -> !value.isBlank())
                .map(value -> value.replace(MOUNTED_CA, overlay.resolve("ca") + "/"));
    }

    String get(String variable) {
        return find(variable).orElse("");
    }

    boolean has(String variable) {
        return find(variable).isPresent();
    }
}
