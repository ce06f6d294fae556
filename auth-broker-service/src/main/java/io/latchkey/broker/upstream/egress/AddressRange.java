package io.latchkey.broker.upstream.egress;

import io.smallrye.common.net.CidrAddress;
import io.smallrye.common.net.Inet;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** A range of IP addresses, as an operator writes it: in CIDR notation, or a single address. */
public final class AddressRange {
    private final CidrAddress range;

    private AddressRange(CidrAddress range) {
        this.range = range;
    }

    /** Parses a range. {@link IllegalArgumentException} says what is wrong, without the text. */
    public static AddressRange of(String text) {
        var parts = text.strip().split("/", 2);
        var bytes = Inet.parseInetAddressToBytes(parts[0]);
        require(bytes != null, "it is not an IP address or range");
        var first = address(bytes);
        var bits = first.getAddress().length * 8;
        var prefix = parts.length == 1 ? String.valueOf(bits) : parts[1];
        require(
                prefix.matches("\\d{1,3}") && Integer.parseInt(prefix) <= bits,
                "its prefix is not between 0 and " + bits);
        var range = CidrAddress.create(first, Integer.parseInt(prefix));
        require(range.getNetworkAddress().equals(first), "its address has bits beyond its prefix");
        return new AddressRange(range);
    }

    boolean contains(InetAddress address) {
        return range.matches(address);
    }

    /** An IPv4-mapped IPv6 address becomes the IPv4 address, as it does when a name is resolved. */
    private static InetAddress address(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("it is not an IP address or range", e);
        }
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
