package io.latchkey.broker.upstream.egress;

import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Decides whether a provider's host may have an address: a public one, or one that the operator allows. */
public final class EgressRule {
    private final List<AddressRange> allowedRanges;
    private final Set<String> allowedHosts;

    public EgressRule(List<AddressRange> allowedRanges, List<String> allowedHosts) {
        this.allowedRanges = List.copyOf(allowedRanges);
        this.allowedHosts = allowedHosts.stream().map(EgressRule::normalized).collect(Collectors.toUnmodifiableSet());
    }

    boolean allows(String host, InetAddress address) {
        return PublicAddresses.contains(address)
                || allowedRanges.stream().anyMatch(range -> range.contains(address))
                || allowedHosts.contains(normalized(host));
    }

    /** Names are not case-sensitive, and a dot at the end only says that the name is complete. */
    private static String normalized(String host) {
        var name = host.strip().toLowerCase(Locale.ROOT);
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }
}
