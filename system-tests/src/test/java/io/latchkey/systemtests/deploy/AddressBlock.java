package io.latchkey.systemtests.deploy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * A block of addresses in CIDR notation. Java's own parser turns IPv4-mapped addresses into IPv4, so it is not used.
 */
record AddressBlock(String cidr) {
    boolean contains(String address) {
        var parts = cidr.split("/");
        if (parts[0].contains(":") != address.contains(":")) {
            return false;
        }
        int free = (address.contains(":") ? 128 : 32) - Integer.parseInt(parts[1]);
        return number(parts[0]).shiftRight(free).equals(number(address).shiftRight(free));
    }

    private static BigInteger number(String address) {
        return address.contains(":") ? number(groups(address), 16) : number(List.of(address.split("\\.")), 10);
    }

    private static BigInteger number(List<String> groups, int radix) {
        int bits = radix == 16 ? 16 : 8;
        return groups.stream()
                .map(group -> new BigInteger(group, radix))
                .reduce(BigInteger.ZERO, (number, group) -> number.shiftLeft(bits)
                        .or(group));
    }

    private static List<String> groups(String address) {
        var halves = address.split("::", -1);
        var groups = new ArrayList<>(half(halves[0]));
        if (halves.length == 2) {
            var end = half(halves[1]);
            groups.addAll(Collections.nCopies(8 - groups.size() - end.size(), "0"));
            groups.addAll(end);
        }
        return groups;
    }

    private static List<String> half(String groups) {
        return groups.isEmpty() ? List.of() : Arrays.asList(groups.split(":"));
    }
}
