package io.latchkey.broker.upstream.egress;

import io.latchkey.bootstrap.settings.Setting;
import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;

/** Exceptions from the rule that providers have public addresses. */
@ConfigMapping(prefix = "latchkey.egress")
public interface EgressSettings {
    @Setting(
            value = "Addresses of providers that are not on the Internet, as ranges in CIDR notation or single "
                    + "addresses. Without it, the broker does not connect to loopback, private, link-local and other "
                    + "special addresses. A range that contains servers other than providers lets anyone who controls a "
                    + "provider's host name direct requests to them.",
            example = "10.20.0.0/16,fd12:3456::/32")
    Optional<List<AddressRange>> allowedRanges();

    @Setting(
            value = "Host names of providers that may have any address, for providers inside the cluster. Names are "
                    + "compared as a whole; anyone who controls the DNS records of a name in this list chooses the "
                    + "address.",
            form = "[A-Za-z0-9_.-]+",
            example = "gitlab.corp.example.com")
    Optional<List<String>> allowedHosts();
}
