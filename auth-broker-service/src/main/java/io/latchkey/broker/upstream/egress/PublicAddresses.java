package io.latchkey.broker.upstream.egress;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which addresses belong to servers on the Internet: all except those of the IANA special-purpose address registries
 * (RFC 6890), and a metadata service with an ordinary address. Addresses that embed another one (6to4, Teredo,
 * IPv4-mapped) are not public, except those of a NAT64 gateway (RFC 6052) for a public address: clusters without IPv4
 * reach servers without IPv6 at them.
 */
final class PublicAddresses {
    private static final List<AddressRange> SPECIAL_IPV4 = ranges(
            "0.0.0.0/8", // this network
            "10.0.0.0/8", // private
            "100.64.0.0/10", // shared, of carriers and cloud providers
            "127.0.0.0/8", // loopback
            "168.63.129.16/32", // Azure's platform services
            "169.254.0.0/16", // link-local, with the metadata services of clouds
            "172.16.0.0/12", // private
            "192.0.0.0/24", // protocol assignments
            "192.0.2.0/24", // documentation
            "192.88.99.0/24", // 6to4 relays
            "192.168.0.0/16", // private
            "198.18.0.0/15", // benchmarks
            "198.51.100.0/24", // documentation
            "203.0.113.0/24", // documentation
            "224.0.0.0/4", // multicast
            "240.0.0.0/4"); // reserved, and broadcast

    /** All others are unspecified, loopback, IPv4-mapped, unique local, link-local, multicast or unassigned. */
    private static final AddressRange GLOBAL_UNICAST = AddressRange.of("2000::/3");

    private static final List<AddressRange> SPECIAL_IPV6 = ranges(
            "2001::/23", // protocol assignments, with Teredo
            "2001:db8::/32", // documentation
            "2002::/16", // 6to4
            "3fff::/20"); // documentation

    private static final AddressRange NAT64 = AddressRange.of("64:ff9b::/96");

    private PublicAddresses() {}

    static boolean contains(InetAddress address) {
        if (address instanceof Inet4Address) {
            return isOutside(SPECIAL_IPV4, address);
        }
        return NAT64.contains(address)
                ? isOutside(SPECIAL_IPV4, embedded(address))
                : GLOBAL_UNICAST.contains(address) && isOutside(SPECIAL_IPV6, address);
    }

    private static boolean isOutside(List<AddressRange> ranges, InetAddress address) {
        return ranges.stream().noneMatch(range -> range.contains(address));
    }

    /** The last 32 bits. */
    private static InetAddress embedded(InetAddress address) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(address.getAddress(), 12, 16));
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<AddressRange> ranges(String... ranges) {
        return Stream.of(ranges).map(AddressRange::of).toList();
    }
}
