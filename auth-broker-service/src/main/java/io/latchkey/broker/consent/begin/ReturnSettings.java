package io.latchkey.broker.consent.begin;

import io.latchkey.bootstrap.settings.Setting;
import io.smallrye.config.ConfigMapping;

/** URLs to which users return after a consent. */
@ConfigMapping(prefix = "latchkey")
public interface ReturnSettings {
    @Setting(
            value = "URLs to which the broker may redirect users after a consent, per tenant; `*` stands for all "
                    + "tenants. The scheme, host and port of a `returnUrl` must match, and its path must begin with "
                    + "the path given here.",
            example = "acme=https://a.example.com/x/,https://b.example.com/;*=https://c.example.com/")
    ReturnUrls returnUrls();
}
