package io.latchkey.local.cli;

import java.util.Set;
import java.util.function.Predicate;

/** The hosts that may be reached over plain http. */
final class PlainHosts {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private PlainHosts() {}

    /** Loopback addresses and {@code others}. */
    static Predicate<String> with(Set<String> others) {
        return host -> LOOPBACK.contains(host) || others.contains(host);
    }
}
