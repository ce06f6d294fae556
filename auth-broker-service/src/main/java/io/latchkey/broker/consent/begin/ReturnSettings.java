package io.latchkey.broker.consent.begin;

import io.latchkey.bootstrap.settings.Setting;
import io.smallrye.config.ConfigMapping;

/** Where people may go after a consent. */
@ConfigMapping(prefix = "latchkey")
public interface ReturnSettings {
    @Setting(
            value =
                    "Where people may be sent back to after a consent, for each tenant; `*` is any. Scheme, host and port"
                            + " must be the same, the path must begin with the one here.",
            example = "acme=https://a.example.com/x/,https://b.example.com/;*=https://c.example.com/")
    ReturnUrls returnUrls();
}
