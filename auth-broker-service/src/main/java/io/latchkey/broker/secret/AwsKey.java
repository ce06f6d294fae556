package io.latchkey.broker.secret;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An access key of AWS, or of a service with the same signatures. It belongs to the user and is handed out.
 *
 * @param sessionToken null for a key that is not temporary
 * @param obtainedAt when it was entered
 */
public record AwsKey(
        String accessKeyId,
        Secret secretAccessKey,
        @Nullable Secret sessionToken,
        Instant obtainedAt) implements EnteredMaterial {
    public AwsKey {
        Objects.requireNonNull(accessKeyId, "accessKeyId");
        Objects.requireNonNull(secretAccessKey, "secretAccessKey");
        Objects.requireNonNull(obtainedAt, "obtainedAt");
    }

    @Override
    public String type() {
        return "sigv4";
    }

    @Override
    public Map<String, String> values() {
        var values = new HashMap<String, String>();
        values.put("access_key_id", accessKeyId);
        values.put("secret_access_key", secretAccessKey.reveal());
        if (sessionToken != null) {
            values.put("session_token", sessionToken.reveal());
        }
        return values;
    }
}
