package io.latchkey.catalog.discovery;

import io.latchkey.catalog.discovery.UnusableMetadata.Kind;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** No metadata document of a provider can be used. The message says why, for each location. */
public final class DiscoveryException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** What failed at one location. */
    record Attempt(String location, UnusableMetadata fault) {
        @Override
        public String toString() {
            return location + " " + fault.getMessage();
        }
    }

    private final transient List<Attempt> attempts;

    /** @param attempts at least one */
    DiscoveryException(List<Attempt> attempts) {
        super(attempts.stream().map(Attempt::toString).collect(Collectors.joining("; ")) + ".", null, false, false);
        this.attempts = List.copyOf(attempts);
    }

    /** The locations in order, each with its fault. */
    public List<String> attempts() {
        return attempts.stream().map(Attempt::toString).toList();
    }

    /** The most serious of the faults. */
    public Kind kind() {
        return attempts.stream()
                .map(attempt -> attempt.fault().kind())
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }
}
