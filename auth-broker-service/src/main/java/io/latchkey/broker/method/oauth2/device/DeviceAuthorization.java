package io.latchkey.broker.method.oauth2.device;

import io.latchkey.broker.method.NextStep.DeviceCode;
import io.latchkey.broker.secret.Secret;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * The response to a device authorization request (RFC 8628, section 3.2).
 *
 * @param deviceCode with which the broker polls; a secret that no page shows
 * @param step what the user must do
 */
public record DeviceAuthorization(Secret deviceCode, DeviceCode step) {
    private static final String DEVICE_CODE = "device_code";
    private static final String USER_CODE = "user_code";
    private static final String URL = "verification_uri";
    private static final String COMPLETE = "verification_uri_complete";
    private static final String LIFE = "expires_in";
    private static final String INTERVAL = "interval";

    /** One secret with all values, to be held encrypted. */
    public Secret sealed() {
        return Secret.of(new JsonObject()
                .put(DEVICE_CODE, deviceCode.reveal())
                .put(USER_CODE, step.userCode())
                .put(URL, step.verificationUri().toString())
                .put(COMPLETE, Objects.toString(step.verificationUriComplete(), null))
                .put(LIFE, step.life().toSeconds())
                .put(INTERVAL, step.interval().toSeconds())
                .encode());
    }

    /** The values of {@link #sealed}. */
    public static DeviceAuthorization unsealed(Secret sealed) {
        var values = new JsonObject(sealed.reveal());
        return new DeviceAuthorization(
                Secret.of(values.getString(DEVICE_CODE)),
                new DeviceCode(
                        values.getString(USER_CODE),
                        URI.create(values.getString(URL)),
                        Optional.ofNullable(values.getString(COMPLETE))
                                .map(URI::create)
                                .orElse(null),
                        Duration.ofSeconds(values.getLong(LIFE)),
                        Duration.ofSeconds(values.getLong(INTERVAL))));
    }
}
