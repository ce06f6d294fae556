package io.latchkey.broker.upstream.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EgressRuleTest {
    private static final EgressRule STRICT = new EgressRule(List.of(), List.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "8.8.8.8",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.1",
                "169.253.255.255",
                "172.15.255.255",
                "172.32.0.0",
                "192.0.1.0",
                "192.169.0.0",
                "198.17.255.255",
                "198.20.0.0",
                "223.255.255.255",
                "2001:200::1",
                "2606:4700:4700::1111",
                "2a00:1450:4001:800::200e",
                "3ffe:ffff::1",
                "64:ff9b::8.8.8.8"
            })
    void aPublicAddressIsAllowed(String address) throws UnknownHostException {
        assertThat(STRICT.allows("api.example.com", InetAddress.getByName(address)))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "10.255.255.255",
                "100.64.0.1",
                "100.100.100.200",
                "100.127.255.255",
                "127.0.0.1",
                "127.255.255.254",
                "168.63.129.16",
                "169.254.0.1",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.1",
                "192.0.0.192",
                "192.0.2.1",
                "192.88.99.1",
                "192.168.0.1",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.1",
                "203.0.113.1",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::127.0.0.1",
                "::8.8.8.8",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "::ffff:0:10.0.0.1",
                "100::1",
                "64:ff9b::127.0.0.1",
                "64:ff9b::10.0.0.1",
                "64:ff9b::169.254.169.254",
                "64:ff9b:1::8.8.8.8",
                "2001::7f00:1",
                "2001:10::1",
                "2001:db8::1",
                "2002:7f00:1::1",
                "2002:a00:1::1",
                "3fff::1",
                "5f00::1",
                "4000::1",
                "fc00::1",
                "fd00:ec2::254",
                "fe80::1",
                "fe80::a9fe:a9fe",
                "fec0::1",
                "ff02::1",
                "ff0e::1"
            })
    void aSpecialAddressIsNot(String address) throws UnknownHostException {
        assertThat(STRICT.allows("api.example.com", InetAddress.getByName(address)))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 127.0.0.1, true",
        "127.0.0.1, 127.0.0.2, false",
        "127.0.0.1/32, 127.0.0.1, true",
        "10.20.0.0/16, 10.20.255.255, true",
        "10.20.0.0/16, 10.21.0.0, false",
        "10.20.0.0/16, ::ffff:10.20.0.1, true",
        "10.20.0.0/16, 64:ff9b::10.20.0.1, false",
        "64:ff9b:1::/48, 64:ff9b:1::10.20.0.1, true",
        "fd12:3456::/32, fd12:3456:1::1, true",
        "fd12:3456::/32, fd12:3457::1, false",
        "::1, ::1, true",
        "::1, 127.0.0.1, false",
        "0.0.0.0/0, 169.254.169.254, true",
        "0.0.0.0/0, fe80::1, false",
        "::/0, fe80::1, true",
        "::/0, 127.0.0.1, false",
    })
    void anOperatorAllowsRanges(String range, String address, boolean allowed) throws UnknownHostException {
        var rule = new EgressRule(List.of(AddressRange.of(range)), List.of());

        assertThat(rule.allows("gitlab.corp.example", InetAddress.getByName(address)))
                .isEqualTo(allowed);
    }

    @Test
    void anOperatorAllowsHostsByTheirWholeName() throws UnknownHostException {
        var rule = new EgressRule(List.of(), List.of("GitLab.corp.example", "keycloak"));
        var inside = InetAddress.getByName("10.0.0.1");

        assertThat(Stream.of("gitlab.corp.example", "gitlab.CORP.example.", "keycloak"))
                .allMatch(host -> rule.allows(host, inside));
        assertThat(Stream.of(
                                "corp.example",
                                "x.gitlab.corp.example",
                                "gitlab.corp.example.evil.example",
                                "keycloak.",
                                "")
                        .filter(host -> rule.allows(host, inside)))
                .containsExactly("keycloak.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/8",
                "10.0.0.0/",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.0/8/8",
                "10.0.0.0/255.0.0.0",
                "10.0.0/8",
                "10.0.0.256",
                "10.0.0.5/8",
                "::1/129",
                "fd12::5/32",
                "::ffff:10.0.0.0/104",
                "2130706433",
                "0x7f.0.0.1",
                "localhost",
                "10.0.0.1-10.0.0.9"
            })
    void aMalformedRangeIsRefusedWithoutRepeatingIt(String range) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AddressRange.of(range))
                .withMessageStartingWith("it");
    }
}
