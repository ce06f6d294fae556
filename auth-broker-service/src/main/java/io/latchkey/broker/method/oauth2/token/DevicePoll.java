package io.latchkey.broker.method.oauth2.token;

import io.latchkey.catalog.oauth2.DeviceCodeError;
import org.jspecify.annotations.Nullable;

/**
 * The result of a poll with a device code: tokens, or why there are none.
 *
 * @param exchanged null if there is an {@code error}
 */
public record DevicePoll(
        @Nullable Exchanged exchanged, @Nullable DeviceCodeError error) {
    static DevicePoll tokens(Exchanged exchanged) {
        return new DevicePoll(exchanged, null);
    }

    static DevicePoll none(DeviceCodeError error) {
        return new DevicePoll(null, error);
    }
}
